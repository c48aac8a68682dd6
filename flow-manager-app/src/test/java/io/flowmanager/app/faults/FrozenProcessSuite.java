package io.flowmanager.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.app.faults.Outside.Seen;
import io.flowmanager.app.running.DaemonProcess;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A daemon that stands still, or dies, while another service answers a question of it: another
 * daemon goes on within the time that leases are good for, and nothing is done twice that had not
 * left before.
 */
class FrozenProcessSuite {
  private static final String CUSTOMER = SimulatedCall.CUSTOMER;
  private static final String START = "00000000-0000-0000-0000-000000000001";

  /** A lease runs out after 10 s; then there is some time until someone looks and asks. */
  private static final Duration FROZEN_IS_GONE_WITHIN = Duration.ofSeconds(15);

  /** The end of a connection is seen after 3 s. */
  private static final Duration KILLED_IS_GONE_WITHIN = Duration.ofSeconds(8);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Test
  void losesNothingAndDoublesNothingWhereADaemonStandsStillOrDies() throws Exception {
    try (var servers = new Servers();
        DaemonProcess one = DaemonProcess.begin(servers.flags());
        DaemonProcess other = DaemonProcess.begin(servers.flags())) {
      one.awaitReady();
      other.awaitReady();
      var daemons = List.of(one, other);

      Duration thawed = freezeAndThaw(servers, daemons);
      Duration killed = kill(servers, daemons);

      System.out.printf(
          "== Faults: another daemon went on %d ms after one was frozen, %d ms after one was"
              + " killed%n",
          thawed.toMillis(), killed.toMillis());
    }
  }

  private static Duration freezeAndThaw(Servers servers, List<DaemonProcess> daemons)
      throws Exception {
    var frozen = new CompletableFuture<DaemonProcess>();
    try (var asked = new Question(servers, daemons, DaemonProcess::freeze, frozen)) {
      Duration took = asked.awaitAnswer(FROZEN_IS_GONE_WITHIN);
      asked.assertThatNothingIsDoubled();

      DaemonProcess thawing = frozen.join();
      thawing.thaw();
      await("a daemon that knows that it was taken for gone")
          .atMost(Duration.ofSeconds(10))
          .until(() -> thawing.log().contains("was taken for gone"));
      thawing.awaitReady();
      // It has its answer by now, and would ask the second question if it did not know better.
      TimeUnit.SECONDS.sleep(2);
      asked.assertThatNothingIsDoubled();
      asked.assertThatEventsAreInOrder();
      return took;
    }
  }

  private static Duration kill(Servers servers, List<DaemonProcess> daemons) throws Exception {
    var killed = new CompletableFuture<DaemonProcess>();
    try (var asked = new Question(servers, daemons, DaemonProcess::kill, killed)) {
      Duration took = asked.awaitAnswer(KILLED_IS_GONE_WITHIN);
      asked.assertThatNothingIsDoubled();
      asked.assertThatEventsAreInOrder();
      return took;
    }
  }

  /** An activeflow that asks another service two questions; during the first, something happens. */
  private static final class Question implements AutoCloseable {
    private final String id = UUID.randomUUID().toString();
    private final Servers servers;
    private final List<DaemonProcess> daemons;
    private final Consumer<DaemonProcess> fault;
    private final CompletableFuture<DaemonProcess> faulty;
    private final Outside outside;
    private final Line line;

    Question(
        Servers servers,
        List<DaemonProcess> daemons,
        Consumer<DaemonProcess> fault,
        CompletableFuture<DaemonProcess> faulty)
        throws Exception {
      this.servers = servers;
      this.daemons = daemons;
      this.fault = fault;
      this.faulty = faulty;
      this.line = new Line(servers.broker());
      this.outside = new Outside(servers.broker(), this::asked);
      JsonNode flow =
          answered(
              "POST",
              "/v1/flows",
              """
              {"customer_id":"%s","type":"flow","name":"frozen","actions":[%s,%s,{"type":"talk","option":{"text":"x"}}]}
              """
                  .formatted(CUSTOMER, message("one " + id), message("two " + id)));
      answered(
          "POST",
          "/v1/activeflows",
          """
          {"id":"%s","customer_id":"%s","flow_id":"%s","reference_type":"call","reference_id":"%s"}
          """
              .formatted(id, CUSTOMER, flow.path("id").asString(""), UUID.randomUUID()));
    }

    private static String message(String text) {
      return """
      {"type":"message_send","option":{"source":{"type":"tel","target":"+15550001"},
      "destinations":[{"type":"tel","target":"+15550002"}],"text":"%s"}}
      """
          .formatted(text);
    }

    private JsonNode answered(String method, String uri, String data) throws InterruptedException {
      Optional<JsonNode> answer = line.ask(method, uri, data, Duration.ofSeconds(10), 1);
      assertThat(answer.map(body -> body.path("status_code").asInt(0))).contains(200);
      return answer.orElseThrow().path("data");
    }

    /** By whichever daemon is at it. */
    private void asked(String text) {
      if (text.startsWith("one") && !faulty.isDone()) {
        String worker = worker();
        DaemonProcess daemon =
            daemons.stream().filter(each -> each.log().contains(worker)).findFirst().orElseThrow();
        faulty.complete(daemon);
        fault.accept(daemon);
      }
    }

    private String worker() {
      try (var connection = DriverManager.getConnection(servers.jdbcUrl(), "flow", "flow");
          var statement = connection.createStatement();
          var rows =
              statement.executeQuery(
                  "SELECT LOWER(HEX(worker_id)) FROM flow_activeflows WHERE id = X'%s'"
                      .formatted(id.replace("-", "")))) {
        rows.next();
        return rows.getString(1).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    /** Asks until it is answered, and says how long after the fault that was. */
    Duration awaitAnswer(Duration atMost) throws InterruptedException {
      long began = System.nanoTime();
      long until = began + atMost.plusSeconds(30).toNanos();
      while (System.nanoTime() < until) {
        Optional<JsonNode> answer =
            line.ask(
                "GET",
                "/v1/activeflows/%s/next".formatted(id),
                "{\"current_action_id\":\"%s\"}".formatted(START),
                PATIENCE,
                1);
        if (answer.map(body -> body.path("status_code").asInt(0)).orElse(0) == 200) {
          Duration took = Duration.ofNanos(System.nanoTime() - began);
          assertThat(answer.orElseThrow().path("data").path("type").asString("")).isEqualTo("talk");
          assertThat(took).as("another daemon goes on").isLessThan(atMost);
          return took;
        }
      }
      throw new AssertionError("Expected an answer, but there was none");
    }

    void assertThatNothingIsDoubled() {
      assertThat(outside.sendings("one " + id)).as("had left before, and leaves again").hasSize(2);
      assertThat(outside.sendings("two " + id)).as("left after").hasSize(1);
    }

    void assertThatEventsAreInOrder() {
      await().until(() -> !outside.eventsOf(id).isEmpty());
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> outside.nanosSinceLastEvent() > Duration.ofSeconds(1).toNanos());
      List<Seen> first = outside.eventsOf(id).stream().distinct().toList();
      assertThat(first.getFirst().type()).isEqualTo("activeflow_created");
      assertThat(first).extracting(Seen::step).isSorted();
    }

    @Override
    public void close() {
      outside.close();
      line.close();
    }
  }
}
