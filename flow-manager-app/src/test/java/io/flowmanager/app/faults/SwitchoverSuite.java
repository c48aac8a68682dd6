package io.flowmanager.app.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.app.faults.Outside.Seen;
import io.flowmanager.app.running.DaemonProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A primary that becomes a read-only one, and its replica the primary, behind a proxy that leads to
 * the new one and leaves open what leads to the old one: daemons go over within two seconds, while
 * calls are under way and other services have yet to answer them. No question goes out twice,
 * though what came of it could not be stored when it was answered.
 */
class SwitchoverSuite {
  private static final int CALLS = 30;

  private static final Duration SERVES_WITHIN = Duration.ofSeconds(2);

  /** As long as {@code /readyz} may be of another opinion than the database. */
  private static final Duration TOLD_WITHIN = Duration.ofMillis(2500);

  private static final Duration CALLERS_WAIT = Duration.ofSeconds(3);
  private static final int CALLERS_MAX = 200;

  private static final String CREATION =
      "{\"customer_id\":\"%s\",\"type\":\"flow\",\"persist\":true,\"actions\":[]}"
          .formatted(SimulatedCall.CUSTOMER);

  private final Counts counts = new Counts();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch switched = new CountDownLatch(1);
  private final AtomicBoolean holdsAnswers = new AtomicBoolean();
  private final AtomicReference<String> underWay = new AtomicReference<>("");

  @Test
  void goesOverToTheNewPrimaryAndDoublesNothing() throws Exception {
    try (var servers = new Servers();
        var old = new DatabaseServer(1);
        var next = new DatabaseServer(2);
        var proxy = new SwitchableProxy(old.address());
        var outside = new Outside(servers.broker(), this::hold);
        var line = new Line(servers.broker())) {
      next.follow(old);
      List<String> flags = flags(servers, proxy);
      try (DaemonProcess one = DaemonProcess.begin(flags);
          DaemonProcess other = DaemonProcess.begin(flags)) {
        var daemons = List.of(one, other);
        daemons.forEach(DaemonProcess::awaitReady);
        var calls = new ArrayList<SimulatedCall>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          List<Future<?>> lives = begin(threads, line, calls);
          holdsAnswers.set(true);
          assertThat(asked.await(10, TimeUnit.SECONDS)).as("a question is under way").isTrue();

          switchOver(old, next, proxy, daemons, line);

          for (Future<?> life : lives) {
            life.get();
          }
        }
        awaitAllIsTold(next, outside);
        assertThatNothingIsDoubledOrLost(calls, outside);
        daemons.forEach(SwitchoverSuite::assertThatItWasNotTakenForGone);
      }
    }
  }

  private static List<String> flags(Servers servers, SwitchableProxy proxy) {
    var flags = new ArrayList<>(servers.flags());
    flags.set(
        flags.indexOf("-dbDSN") + 1, "plain:plain@tcp(%s)/flow_manager".formatted(proxy.address()));
    return flags;
  }

  /** The message-manager's answer, where it is asked during the switch. */
  private void hold(String text) {
    if (!holdsAnswers.get()) {
      return;
    }
    underWay.compareAndSet("", text);
    asked.countDown();
    try {
      // Less than those who asked wait: it answers late, and that is all.
      if (!switched.await(2500, TimeUnit.MILLISECONDS)) {
        System.out.println("== Faults: the answer was held for as long as it may be");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Future<?>> begin(ExecutorService threads, Line line, List<SimulatedCall> calls)
      throws InterruptedException {
    String flow =
        line.ask(
                "POST",
                "/v1/flows",
                "{\"customer_id\":\"%s\",\"type\":\"flow\",\"name\":\"switch\",\"actions\":%s}"
                    .formatted(SimulatedCall.CUSTOMER, SimulatedCall.actions()),
                Duration.ofSeconds(10),
                1)
            .map(answer -> answer.path("data").path("id").asString(""))
            .orElseThrow();
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
    return lives;
  }

  private void switchOver(
      DatabaseServer old,
      DatabaseServer next,
      SwitchableProxy proxy,
      List<DaemonProcess> daemons,
      Line line)
      throws Exception {
    old.demote();
    long demoted = System.nanoTime();
    await("probes that tell that nothing can be written")
        .atMost(TOLD_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> daemons.stream().allMatch(daemon -> ready(daemon) == 503));
    long told = System.nanoTime();
    next.promoteAfter(old);
    proxy.leadTo(next.address());
    long promoted = System.nanoTime();
    switched.countDown();

    long serving = firstWrite(line);
    await("probes that tell that writes are taken")
        .atMost(TOLD_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> daemons.stream().allMatch(daemon -> ready(daemon) == 200));
    System.out.printf(
        "== Faults: after a switchover writes were served within %d ms, and both were ready within"
            + " %d ms; that there were none was told within %d ms; read-only for %d ms%n",
        TimeUnit.NANOSECONDS.toMillis(serving - promoted),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - promoted),
        TimeUnit.NANOSECONDS.toMillis(told - demoted),
        TimeUnit.NANOSECONDS.toMillis(promoted - demoted));
    assertThat(Duration.ofNanos(serving - promoted)).isBetween(Duration.ZERO, SERVES_WITHIN);
  }

  private static int ready(DaemonProcess daemon) {
    OptionalInt status = daemon.status("/readyz");
    return status.orElse(0);
  }

  /** When the first of many callers, of whom none waits for another one, was answered. */
  private static long firstWrite(Line line) throws Exception {
    var written = new CompletableFuture<Long>().completeOnTimeout(0L, 15, TimeUnit.SECONDS);
    for (int caller = 0; caller < CALLERS_MAX && !written.isDone(); caller++) {
      Thread.ofVirtual()
          .start(() -> {
            if (isServed(line)) {
              written.complete(System.nanoTime());
            }
          });
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return written.get();
  }

  private static boolean isServed(Line line) {
    try {
      return line.ask("POST", "/v1/flows", CREATION, CALLERS_WAIT, 1)
          .filter(answer -> answer.path("status_code").asInt(0) == 200)
          .isPresent();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void awaitAllIsTold(DatabaseServer database, Outside outside) {
    await("an empty outbox, and events that have come")
        .atMost(Duration.ofSeconds(15))
        .until(() ->
            database.value("SELECT COUNT(*) FROM flow_outbox").orElse("").equals("0")
                && outside.nanosSinceLastEvent() > Duration.ofSeconds(1).toNanos());
  }

  private void assertThatNothingIsDoubledOrLost(List<SimulatedCall> calls, Outside outside) {
    assertThat(outside.sendings(requireNonNull(underWay.get())))
        .as("asked when it became read-only")
        .hasSize(1);
    for (SimulatedCall call : calls) {
      assertThat(call.violations()).isEmpty();
      for (String text : call.messages()) {
        assertThat(outside.sendings(text)).as("sendings of '%s'", text).hasSize(1);
      }
      List<Seen> first = outside.eventsOf(call.id()).stream().distinct().toList();
      assertThat(first.getFirst().type()).isEqualTo("activeflow_created");
      assertThat(first).extracting(Seen::step).isSorted();
      assertThat(first.getLast().ended()).isTrue();
    }
  }

  private static void assertThatItWasNotTakenForGone(DaemonProcess daemon) {
    assertThat(daemon.body("/metrics").orElseThrow())
        .containsPattern("(?m)^flow_manager_leases_lost_total(\\{[^}]*\\})? 0\\.0$");
    assertThat(daemon.saidTimes("was taken for gone")).isZero();
  }
}
