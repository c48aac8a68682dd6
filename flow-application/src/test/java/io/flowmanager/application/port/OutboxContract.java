package io.flowmanager.application.port;

import static io.flowmanager.application.port.PortExamples.AWKWARD;
import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.customer;
import static io.flowmanager.application.port.PortExamples.flow;
import static io.flowmanager.application.port.PortExamples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.event.Announcement;
import io.flowmanager.application.event.EventType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every outbox has to do. It is not shared with other tests. */
public interface OutboxContract {
  Instant LATER = NOON.plusSeconds(3600);
  int PLENTY = 1000;

  Outbox outbox();

  /** Flows whose announcements come into it. */
  FlowRepository flows();

  /** Says when what is stored from now on was stored. */
  SettableClock clock();

  @BeforeEach
  default void empty() {
    while (relayed(LATER.plusSeconds(3600), PLENTY).size() > 0) {
      // What is relayed is removed.
    }
  }

  private List<Outbox.Entry> relayed(Instant storedBefore, int most) {
    var given = new ArrayList<Outbox.Entry>();
    int count = outbox().relay(storedBefore, most, given::addAll);
    assertThat(count).isEqualTo(given.size());
    return given;
  }

  private static List<Outbox.Key> keys(List<Outbox.Entry> entries) {
    return entries.stream().map(Outbox.Entry::key).toList();
  }

  private static Outbox.Key key(Flow flow, long version) {
    return Outbox.Key.of(flow.id().value(), version);
  }

  /** Stores what a new flow has to tell, as its version 1. */
  private Flow stored(Instant at) {
    return stored(at, 1);
  }

  /** Stores what this many changes of a new flow have to tell, as its versions from 1 on. */
  private Flow stored(Instant at, int changes) {
    clock().set(at);
    Flow flow = flow(at);
    flows().create(flow, Optional.empty(), List.of(told(EventType.FLOW_UPDATED, flow)));
    for (int version = 1; version < changes; version++) {
      changed(flow, version, at);
    }
    return flow;
  }

  /** Stores what one more change of it has to tell, as the version after this. */
  private void changed(Flow flow, long version, Instant at) {
    clock().set(at);
    flows()
        .replace(new Versioned<>(flow, version), flow, List.of(told(EventType.FLOW_UPDATED, flow)));
  }

  @Test
  default void givesAnAnnouncementAsItWasStored() {
    Flow flow = flow(customer(), AWKWARD, NOON);
    clock().set(NOON);
    Announcement announcement = told(EventType.FLOW_DELETED, flow);
    flows().create(flow, Optional.empty(), List.of(announcement));

    assertThat(relayed(LATER, PLENTY))
        .containsExactly(new Outbox.Entry(key(flow, 1), List.of(announcement)));
  }

  @Test
  default void givesAllThatAChangeTellsAtOnceAndInOrder() {
    Flow flow = flow(customer(), AWKWARD, NOON);
    Flow deleted = flow.deleted(NOON.plusSeconds(1));
    clock().set(NOON);
    List<Announcement> announcements =
        List.of(
            told(EventType.FLOW_CREATED, flow),
            told(EventType.FLOW_UPDATED, flow),
            told(EventType.FLOW_DELETED, deleted),
            told(EventType.FLOW_UPDATED, flow));
    flows().create(flow, Optional.empty(), announcements);

    assertThat(outbox().size()).isEqualTo(1);
    assertThat(outbox().oldest(PLENTY))
        .containsExactly(new Outbox.Waiting(key(flow, 1), EventType.FLOW_CREATED, NOON));
    assertThat(relayed(LATER, 1)).containsExactly(new Outbox.Entry(key(flow, 1), announcements));
    assertThat(outbox().size()).isZero();
  }

  @Test
  default void forgetsAllThatAChangeTellsByOneKey() {
    Flow flow = flow(NOON);
    clock().set(NOON);
    flows()
        .create(
            flow,
            Optional.empty(),
            List.of(told(EventType.FLOW_CREATED, flow), told(EventType.FLOW_UPDATED, flow)));

    outbox().forget(List.of(key(flow, 1)));

    assertThat(outbox().firstWaiting(List.of(flow.id().value()))).isEmpty();
    assertThat(relayed(LATER, PLENTY)).isEmpty();
  }

  @Test
  default void keepsNothingOfAChangeThatHasNothingToTell() {
    Flow flow = flow(NOON);

    flows().create(flow, Optional.empty(), List.of());

    assertThat(outbox().size()).isZero();
  }

  @Test
  default void givesTheOldestFirst() {
    Flow second = stored(NOON.plus(1, ChronoUnit.MICROS));
    Flow third = stored(NOON.plus(2, ChronoUnit.MICROS));
    Flow first = stored(NOON);

    assertThat(keys(relayed(LATER, PLENTY)))
        .containsExactly(key(first, 1), key(second, 1), key(third, 1));
  }

  @Test
  default void givesEachOwnersInOrder() {
    // More than one digit, so that an order by text would show.
    stored(NOON, 12);

    List<Outbox.Key> keys = keys(relayed(LATER, PLENTY));

    assertThat(keys).hasSize(12).extracting(Outbox.Key::version).isSorted();
  }

  @Test
  default void givesEachOwnersInOrderThoughClocksDiffer() {
    Flow flow = stored(NOON.plusSeconds(2));
    changed(flow, 1, NOON.plusSeconds(1));
    changed(flow, 2, NOON);

    assertThat(keys(relayed(LATER, 2))).containsExactly(key(flow, 1), key(flow, 2));
    assertThat(keys(relayed(LATER, 2))).containsExactly(key(flow, 3));
  }

  @Test
  default void givesOnlyWhatWasStoredBefore() {
    Flow older = stored(NOON.minus(1, ChronoUnit.MICROS));
    stored(NOON);

    assertThat(keys(relayed(NOON, PLENTY))).containsExactly(key(older, 1));
    assertThat(outbox().size()).isEqualTo(1);
  }

  @Test
  default void holdsAnOwnersLaterOnesBackWhileAnEarlierOneIsTooYoung() {
    Flow flow = stored(NOON.plusSeconds(2));
    changed(flow, 1, NOON);
    Flow other = stored(NOON);

    assertThat(keys(relayed(NOON.plusSeconds(1), PLENTY))).containsExactly(key(other, 1));
  }

  @Test
  default void givesNoMoreThanAskedAndTheRestNextTime() {
    Flow flow = stored(NOON, 5);

    assertThat(keys(relayed(LATER, 3))).containsExactly(key(flow, 1), key(flow, 2), key(flow, 3));
    assertThat(keys(relayed(LATER, 3))).containsExactly(key(flow, 4), key(flow, 5));
    assertThat(relayed(LATER, 3)).isEmpty();
    assertThat(outbox().size()).isZero();
  }

  @Test
  default void asksForNothingToBePublishedWhereNothingWaits() {
    Consumer<List<Outbox.Entry>> never =
        entries -> {
          throw new AssertionError("Expected nothing, but was given " + entries);
        };

    assertThat(outbox().relay(LATER, PLENTY, never)).isZero();
  }

  @Test
  default void keepsAllOfItIfPublishingFails() {
    Flow flow = stored(NOON, 2);
    var failure = new IllegalStateException("no broker");

    assertThatThrownBy(() ->
            outbox()
                .relay(
                    LATER,
                    PLENTY,
                    entries -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(keys(relayed(LATER, PLENTY))).containsExactly(key(flow, 1), key(flow, 2));
  }

  @Test
  default void forgetsWhatWasPublishedAndNothingElse() {
    Flow flow = stored(NOON, 3);
    Flow other = stored(NOON.plusSeconds(1));
    var noSuch = new Outbox.Key(flow.id().value(), 2, 1);

    outbox().forget(List.of(key(flow, 3), key(flow, 1), noSuch));
    outbox().forget(List.of(key(flow, 1)));
    outbox().forget(List.of());

    assertThat(outbox().size()).isEqualTo(2);
    assertThat(keys(relayed(LATER, PLENTY))).containsExactly(key(flow, 2), key(other, 1));
  }

  @Test
  default void forgetsManyAtOnce() {
    Flow flow = stored(NOON, 700);
    Flow other = stored(NOON, 700);
    var keys = new ArrayList<Outbox.Key>();
    for (int version = 1; version <= 700; version++) {
      keys.add(key(other, version));
      keys.add(key(flow, version));
    }

    outbox().forget(keys.subList(0, 1399));

    assertThat(keys(relayed(LATER, PLENTY))).containsExactly(key(flow, 700));
  }

  @Test
  default void tellsWhatOfAnOwnerWaitsFirst() {
    Flow one = stored(NOON, 2);
    Flow other = stored(NOON);
    UUID first = one.id().value();
    UUID second = other.id().value();

    assertThat(outbox().firstWaiting(List.of(first))).containsExactly(Map.entry(first, 1L));
    outbox().forget(List.of(key(one, 1), key(other, 1)));
    assertThat(outbox().firstWaiting(List.of(first, second))).containsExactly(Map.entry(first, 2L));
    assertThat(outbox().firstWaiting(List.of(second))).isEmpty();
    assertThat(outbox().firstWaiting(List.of())).isEmpty();
  }

  @Test
  default void namesThoseThatHaveWaitedLongest() {
    Flow younger = stored(NOON.plus(1, ChronoUnit.MICROS));
    Flow older = stored(NOON, 2);

    assertThat(outbox().oldest(2))
        .containsExactly(
            new Outbox.Waiting(key(older, 1), EventType.FLOW_UPDATED, NOON),
            new Outbox.Waiting(key(older, 2), EventType.FLOW_UPDATED, NOON));
    assertThat(outbox().oldest(PLENTY))
        .hasSize(3)
        .last()
        .isEqualTo(
            new Outbox.Waiting(
                key(younger, 1), EventType.FLOW_UPDATED, NOON.plus(1, ChronoUnit.MICROS)));
    outbox().forget(List.of(key(older, 1), key(older, 2), key(younger, 1)));
    assertThat(outbox().oldest(1)).isEmpty();
  }

  @Test
  default void letsOnlyOneRelayAtATime() throws Exception {
    Flow flow = stored(NOON, 4);
    var mayGoOn = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = relayingUntil(mayGoOn, threads);

      assertThatThrownBy(() -> relayed(LATER, 2))
          .asInstanceOf(type(FlowException.class))
          .matches(failure -> failure.isFor(Reason.CONTENDED));

      mayGoOn.countDown();
      assertThat(first.get()).isEqualTo(2);
    }
    assertThat(keys(relayed(LATER, 2))).containsExactly(key(flow, 3), key(flow, 4));
  }

  @Test
  default void waitsForWhoeverRelaysIfItIsToBePatient() throws Exception {
    Flow flow = stored(NOON, 4);
    var mayGoOn = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = relayingUntil(mayGoOn, threads);
      var given = new ArrayList<Outbox.Key>();
      Future<Integer> patient =
          threads.submit(() ->
              outbox()
                  .relay(LATER, 2, Duration.ofSeconds(2), entries -> given.addAll(keys(entries))));

      assertThatThrownBy(() -> patient.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      mayGoOn.countDown();

      assertThat(first.get()).isEqualTo(2);
      assertThat(patient.get()).isEqualTo(2);
      assertThat(given).containsExactly(key(flow, 3), key(flow, 4));
    }
  }

  /** Has a thread relay two entries, and comes back when it is at it. */
  private Future<Integer> relayingUntil(CountDownLatch mayGoOn, ExecutorService threads)
      throws InterruptedException {
    var isPublishing = new CountDownLatch(1);
    Future<Integer> relayed =
        threads.submit(() ->
            outbox()
                .relay(
                    LATER,
                    2,
                    entries -> {
                      isPublishing.countDown();
                      await(mayGoOn);
                    }));
    isPublishing.await();
    return relayed;
  }

  @Test
  default void takesInAndForgetsWhileSomeoneRelays() {
    Flow flow = stored(NOON, 2);

    outbox()
        .relay(
            LATER,
            1,
            entries -> {
              outbox().forget(List.of(key(flow, 1)));
              changed(flow, 2, NOON);
            });

    assertThat(keys(relayed(LATER, PLENTY))).containsExactly(key(flow, 2), key(flow, 3));
  }

  @Test
  default void givesEachExactlyOnceToManyWhoRelay()
      throws InterruptedException, ExecutionException {
    Flow flow = stored(NOON, 100);
    stored(NOON, 100);
    var given = new ArrayList<Outbox.Key>();

    Concurrently.times(
        4,
        () -> {
          while (outbox().size() > 0) {
            try {
              outbox()
                  .relay(
                      LATER,
                      7,
                      entries -> {
                        synchronized (given) {
                          given.addAll(keys(entries));
                        }
                      });
            } catch (FlowException elsewhere) {
              assertThat(elsewhere.isFor(Reason.CONTENDED)).isTrue();
            }
          }
          return 0;
        });

    UUID owner = flow.id().value();
    assertThat(given).hasSize(200).doesNotHaveDuplicates();
    assertThat(given.stream().filter(key -> key.owner().equals(owner)).map(Outbox.Key::version))
        .isSorted();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
