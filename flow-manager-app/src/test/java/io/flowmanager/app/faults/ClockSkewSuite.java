package io.flowmanager.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.app.conversation.JsonText;
import io.flowmanager.app.faults.Outside.Seen;
import io.flowmanager.app.running.DaemonProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Daemons whose clocks are an hour ahead and an hour behind, beside one that is right. */
class ClockSkewSuite {
  private static final int CALLS = 40;

  /** What a process that died left is relayed within some seconds; then its last events come. */
  private static final Duration RELAYED_WITHIN = Duration.ofSeconds(12);

  private final Counts counts = new Counts();

  /** Where it is not installed the test fails: one that is left out finds nothing. */
  private final Path faketime = library();

  @Test
  void delaysAndDoublesAndReordersNothing() throws Exception {
    try (var servers = new Servers();
        var outside = new Outside(servers.broker());
        var line = new Line(servers.broker());
        DaemonProcess right = DaemonProcess.begin(servers.flags());
        DaemonProcess behind = DaemonProcess.begin(servers.flags(), clock("-3600"));
        DaemonProcess ahead = DaemonProcess.begin(servers.flags(), clock("+3600"))) {
      Stream.of(right, behind, ahead).forEach(DaemonProcess::awaitReady);
      assertThat(hoursAhead(right, behind)).as("hours that one is behind").isEqualTo(-1);
      assertThat(hoursAhead(right, ahead)).as("hours that one is ahead").isEqualTo(1);
      String flow = createFlow(line);

      // What waits for two seconds is relayed by another one, too: daemons just begun may be slow.
      live(line, flow, () -> {});
      awaitAllIsTold(servers, outside);

      List<SimulatedCall> inPeace = live(line, flow, () -> {});
      awaitAllIsTold(servers, outside);
      long told = inPeace.stream().mapToLong(call -> eventsOf(outside, call).size()).sum();
      long twice = told - inPeace.stream().mapToLong(call -> first(outside, call).size()).sum();
      assertThat(twice).as("told twice, of %d events", told).isLessThan(told / 50);

      // With what it committed and did not publish.
      List<SimulatedCall> disturbed = live(line, flow, ahead::kill);
      long died = System.nanoTime();
      awaitAllIsTold(servers, outside);

      System.out.printf(
          "== Faults: clocks two hours apart: %d calls, %d steps; %d of %d events told twice"
              + " in peace; all is told %d ms after the last call%n",
          counts.calls.get(),
          counts.steps.get(),
          twice,
          told,
          Duration.ofNanos(System.nanoTime() - died).toMillis());
      disturbed.forEach(call -> assertThat(eventsOf(outside, call)).isNotEmpty());
    }
  }

  /** Only what tells the time is another one: waiting takes as long as it does. */
  private Map<String, String> clock(String seconds) {
    return Map.of(
        "LD_PRELOAD",
        faketime.toString(),
        "FAKETIME",
        seconds,
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // With that fix, which newer C libraries do not need, no wait of the JVM lasts.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0",
        // A jar that looks as new as that is another one to the JVM, which then learns anew.
        "NO_FAKE_STAT",
        "1");
  }

  /** By what they say it is in their logs: a library that does nothing would let all pass. */
  private static long hoursAhead(DaemonProcess right, DaemonProcess other) {
    Duration difference = Duration.between(firstMoment(right), firstMoment(other));
    return Math.round(difference.toSeconds() / 3600.0);
  }

  private static Instant firstMoment(DaemonProcess daemon) {
    String line = daemon.log().lines().filter(one -> one.startsWith("{")).findFirst().orElseThrow();
    return Instant.parse(JsonText.of(line).path("time").asString(""));
  }

  private static Path library() {
    try (Stream<Path> files = Files.walk(Path.of("/usr/lib"), 3)) {
      return files
          .filter(file -> file.endsWith("faketime/libfaketime.so.1"))
          .findFirst()
          .orElseThrow(() ->
              new IllegalStateException(
                  "Expected libfaketime below /usr/lib, as Debian's package faketime puts it there,"
                      + " but it is not: 'apt-get install faketime', or leave this suite out with"
                      + " -Dit.test='*Suite,!ClockSkewSuite'"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String createFlow(Line line) throws InterruptedException {
    String wanted =
        "{\"customer_id\":\"%s\",\"type\":\"flow\",\"name\":\"clocks\",\"actions\":%s}"
            .formatted(SimulatedCall.CUSTOMER, SimulatedCall.actions());
    return line.ask("POST", "/v1/flows", wanted, Duration.ofSeconds(10), 1)
        .map(answer -> answer.path("data").path("id").asString(""))
        .orElseThrow();
  }

  /** Calls at once, and what happens in the midst of them. */
  private List<SimulatedCall> live(Line line, String flow, Runnable meanwhile) throws Exception {
    var calls = new ArrayList<SimulatedCall>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lives = new ArrayList<Future<?>>();
      for (int number = 0; number < CALLS; number++) {
        var call = new SimulatedCall(line, new Random(number), counts);
        calls.add(call);
        lives.add(
            threads.submit(() -> {
              call.live(flow);
              counts.calls.incrementAndGet();
              return null;
            }));
      }
      TimeUnit.MILLISECONDS.sleep(1200);
      meanwhile.run();
      for (Future<?> life : lives) {
        life.get();
      }
    }
    calls.forEach(call -> assertThat(call.violations()).isEmpty());
    return calls;
  }

  /** Also that the first of each come in order. */
  private static List<Seen> eventsOf(Outside outside, SimulatedCall call) {
    List<Seen> first = first(outside, call);
    assertThat(first).extracting(Seen::step).isSorted();
    assertThat(first.getFirst().type()).isEqualTo("activeflow_created");
    assertThat(first.getLast().ended()).isTrue();
    return outside.eventsOf(call.id());
  }

  /** Without what came again. */
  private static List<Seen> first(Outside outside, SimulatedCall call) {
    return outside.eventsOf(call.id()).stream().distinct().toList();
  }

  private static void awaitAllIsTold(Servers servers, Outside outside) {
    await("an empty outbox, and events that have come")
        .atMost(RELAYED_WITHIN)
        .until(() ->
            waiting(servers) == 0
                && outside.nanosSinceLastEvent() > Duration.ofSeconds(1).toNanos());
  }

  private static long waiting(Servers servers) throws SQLException {
    try (var connection = DriverManager.getConnection(servers.jdbcUrl(), "flow", "flow");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM flow_outbox")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
