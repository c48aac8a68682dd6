package io.flowmanager.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.app.faults.Outside.Seen;
import io.flowmanager.app.running.DaemonProcess;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Calls whose way is known, some hundred at once, on several daemons, while at random daemons are
 * killed, the broker and the database crash, the cache is emptied, and requests come twice.
 *
 * <p>System properties: {@code faults.seconds} (60), {@code faults.calls} at once (200), {@code
 * faults.daemons} (2), {@code faults.seed} (random, and printed).
 */
class FaultSuite {
  private static final int SECONDS = Integer.getInteger("faults.seconds", 60);
  private static final int CALLS = Integer.getInteger("faults.calls", 200);
  private static final int DAEMONS = Integer.getInteger("faults.daemons", 2);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

  /** A message that was sent twice is explained by a fault that is no longer ago than this. */
  private static final Duration EXPLAINS = Duration.ofSeconds(15);

  private static final int STEPS_TO_WARM_UP = 5000;

  private final Counts counts = new Counts();
  private final Random random = new Random(SEED);
  private final List<SimulatedCall> calls = new ArrayList<>();
  private final ConcurrentLinkedQueue<Long> faults = new ConcurrentLinkedQueue<>();

  /** What is broken while calls are under way. */
  private interface Trouble {
    void make(Servers servers, List<DaemonProcess> daemons, long until) throws Exception;
  }

  @Test
  void losesNothingAndDoublesNothing() throws Exception {
    run(CALLS, DAEMONS, SECONDS, this::breakThings);

    assertThat(counts.kills.get()).isPositive();
  }

  @Test
  @Tag("long")
  void showsNoErrorToAnyoneWhileDaemonsAreReplacedOneAfterTheOther() throws Exception {
    run(40, 3, 20, (servers, daemons, until) -> replaceAll(servers, daemons));

    assertThat(counts.refused.get()).as("answered with an error").isZero();
  }

  @Test
  void endsNothingWhileTheDatabaseIsAwayForHalfAMinute() throws Exception {
    var status = new AtomicInteger();

    run(50, 2, 40, (servers, daemons, until) -> status.set(awayForHalfAMinute(servers)));

    assertThat(status).as("who waits long enough is answered").hasValue(503);
  }

  private void run(int callsAtOnce, int daemonCount, int seconds, Trouble trouble)
      throws Exception {
    say(
        "seed %d: %d calls at once on %d daemons for %d s",
        SEED, callsAtOnce, daemonCount, seconds);
    try (var servers = new Servers();
        var outside = new Outside(servers.broker());
        var line = new Line(servers.broker())) {
      var daemons = new ArrayList<DaemonProcess>();
      try {
        for (int daemon = 0; daemon < daemonCount; daemon++) {
          daemons.add(DaemonProcess.start(servers.flags()));
        }
        String flow = createFlow(line);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
          var troubled = new AtomicBoolean(true);
          var living = new ArrayList<Future<?>>();
          for (int slot = 0; slot < callsAtOnce; slot++) {
            living.add(
                threads.submit(() ->
                    liveOneAfterTheOther(
                        line, flow, () -> troubled.get() || System.nanoTime() < until)));
          }
          try {
            trouble.make(servers, daemons, until);
          } finally {
            troubled.set(false);
          }
          for (Future<?> life : living) {
            life.get();
          }
        }
        awaitAllIsTold(servers, outside);
        report(outside, violations(outside));
      } finally {
        daemons.forEach(DaemonProcess::close);
      }
    }
  }

  /** Each gets its successor first, as in an upgrade. All have long been at work by then. */
  private void replaceAll(Servers servers, List<DaemonProcess> daemons) {
    await().atMost(Duration.ofMinutes(2)).until(() -> counts.steps.get() > STEPS_TO_WARM_UP);
    long unansweredBefore = counts.unanswered();
    for (int place = 0; place < daemons.size(); place++) {
      DaemonProcess old = daemons.get(place);
      daemons.set(place, DaemonProcess.start(servers.flags()));
      old.terminate();
      assertThat(old.awaitEnd()).isZero();
      say("daemon %d is replaced; %d steps", place, counts.steps.get());
    }
    assertThat(counts.unanswered() - unansweredBefore).as("not answered in time").isZero();
  }

  /** The status that a request is answered with which waits longer than calls do. */
  private int awayForHalfAMinute(Servers servers) throws Exception {
    TimeUnit.SECONDS.sleep(3);
    faults.add(System.nanoTime());
    servers.crash("mariadb");
    TimeUnit.SECONDS.sleep(10);
    int status;
    try (var patient = new Line(servers.broker())) {
      status =
          patient
              .ask("GET", "/v1/flows/" + UUID.randomUUID(), "{}", Duration.ofSeconds(20), 1)
              .map(answer -> answer.path("status_code").asInt(0))
              .orElse(0);
    }
    TimeUnit.SECONDS.sleep(15);
    servers.revive("mariadb");
    faults.add(System.nanoTime());
    counts.databaseRestarts.incrementAndGet();
    say("the database is back; %d steps", counts.steps.get());
    return status;
  }

  private static String createFlow(Line line) throws InterruptedException {
    String wanted =
        "{\"customer_id\":\"%s\",\"type\":\"flow\",\"name\":\"faults\",\"actions\":%s}"
            .formatted(SimulatedCall.CUSTOMER, SimulatedCall.actions());
    Optional<JsonNode> flow =
        line.ask("POST", "/v1/flows", wanted, Duration.ofSeconds(10), 1)
            .filter(answer -> answer.path("status_code").asInt(0) == 200);
    return flow.orElseThrow().path("data").path("id").asString("");
  }

  private Void liveOneAfterTheOther(Line line, String flow, BooleanSupplier goesOn)
      throws InterruptedException {
    while (goesOn.getAsBoolean()) {
      SimulatedCall call;
      synchronized (calls) {
        call = new SimulatedCall(line, new Random(random.nextLong()), counts);
        calls.add(call);
      }
      call.live(flow);
      counts.calls.incrementAndGet();
    }
    return null;
  }

  /** A fault every few seconds, of each kind at least one in a run of a minute. */
  private void breakThings(Servers servers, List<DaemonProcess> daemons, long until)
      throws Exception {
    var kinds = List.of("kill", "kill", "database", "kill", "cache", "broker", "kill", "together");
    for (int fault = 0; System.nanoTime() < until; fault++) {
      TimeUnit.MILLISECONDS.sleep(1500L + random.nextInt(1500));
      String kind = kinds.get(fault % kinds.size());
      faults.add(System.nanoTime());
      switch (kind) {
        case "kill" -> kill(servers, daemons);
        case "cache" -> flush(servers);
        case "database" -> restart(servers, "mariadb", counts.databaseRestarts::incrementAndGet);
        case "broker" -> restart(servers, "rabbitmq", counts.brokerRestarts::incrementAndGet);
        default -> {
          flush(servers);
          kill(servers, daemons);
          restart(servers, "mariadb", counts.databaseRestarts::incrementAndGet);
        }
      }
      faults.add(System.nanoTime());
      say("%s; %d calls done, %d steps", kind, counts.calls.get(), counts.steps.get());
    }
  }

  private void kill(Servers servers, List<DaemonProcess> daemons) {
    int victim = random.nextInt(daemons.size());
    daemons.get(victim).kill();
    counts.kills.incrementAndGet();
    daemons.set(victim, DaemonProcess.begin(servers.flags()));
  }

  private void restart(Servers servers, String server, Runnable count) throws InterruptedException {
    servers.crash(server);
    TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
    servers.revive(server);
    count.run();
  }

  private void flush(Servers servers) throws IOException {
    servers.emptyCache();
    counts.cacheFlushes.incrementAndGet();
  }

  private static void awaitAllIsTold(Servers servers, Outside outside) {
    await("an empty outbox, and events that have come")
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            waiting(servers) == 0
                && outside.nanosSinceLastEvent() > Duration.ofSeconds(2).toNanos());
  }

  private static long waiting(Servers servers) throws SQLException {
    try (var connection = DriverManager.getConnection(servers.jdbcUrl(), "flow", "flow");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM flow_outbox")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private List<String> violations(Outside outside) {
    var violations = new ArrayList<String>();
    for (SimulatedCall call : calls) {
      violations.addAll(call.violations());
      if (call.violations().isEmpty()) {
        call.messages().forEach(text -> violations.addAll(inSending(outside, text)));
        violations.addAll(inEvents(outside, call.id()));
      }
    }
    return violations;
  }

  /** Sent once; again only where something broke in between. */
  private List<String> inSending(Outside outside, String text) {
    List<Long> sendings = outside.sendings(text);
    if (sendings.isEmpty()) {
      return List.of("message '%s' was never sent".formatted(text));
    }
    for (int again = 1; again < sendings.size(); again++) {
      long from = sendings.get(again - 1) - EXPLAINS.toNanos();
      long to = sendings.get(again);
      if (faults.stream().noneMatch(fault -> fault > from && fault < to)) {
        return List.of("message '%s' was sent %d times".formatted(text, sendings.size()));
      }
    }
    return List.of();
  }

  /** All there, the first of each in order, the end last. */
  private static List<String> inEvents(Outside outside, String id) {
    List<Seen> seen = outside.eventsOf(id);
    List<Seen> first = seen.stream().distinct().toList();
    var wrong = new ArrayList<String>();
    if (first.isEmpty() || !first.getFirst().type().equals("activeflow_created")) {
      wrong.add("do not begin with its creation");
    }
    for (int place = 1; place < first.size(); place++) {
      Seen before = first.get(place - 1);
      Seen here = first.get(place);
      boolean follows =
          here.step() == before.step() + 1 || (here.ended() && here.step() == before.step());
      if (!follows || before.ended()) {
        wrong.add("are out of order");
        break;
      }
    }
    if (!first.isEmpty() && !first.getLast().ended()) {
      wrong.add("do not tell of its end");
    }
    return wrong.stream()
        .map(what ->
            "events of %s %s: %s; its webhook was told after %s steps"
                .formatted(id, what, seen, outside.webhooksOf(id)))
        .toList();
  }

  private void report(Outside outside, List<String> violations) {
    long doubled =
        calls.stream()
            .flatMap(call -> call.messages().stream())
            .filter(text -> outside.sendings(text).size() > 1)
            .count();
    say(
        "%d calls, %d steps, %d kills, %d broker restarts, %d database restarts, %d cache flushes,"
            + " %d repeats sent, %d of them unanswered before, %d of them refused, %d messages sent"
            + " again after a fault, %d events, %d webhook requests, %d violations",
        counts.calls.get(),
        counts.steps.get(),
        counts.kills.get(),
        counts.brokerRestarts.get(),
        counts.databaseRestarts.get(),
        counts.cacheFlushes.get(),
        counts.repeats.get(),
        counts.unanswered(),
        counts.refused.get(),
        doubled,
        outside.eventCount(),
        outside.webhookCount(),
        violations.size());
    assertThat(counts.steps.get()).isPositive();
    assertThat(violations).isEmpty();
  }

  private static void say(String format, Object... values) {
    System.out.printf("== Faults: " + format + "%n", values);
  }
}
