package io.flowmanager.application.port;

import static io.flowmanager.application.port.PortExamples.AWKWARD;
import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.customer;
import static io.flowmanager.application.port.PortExamples.flow;
import static io.flowmanager.application.port.PortExamples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import java.time.Duration;
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

/** The contract of every outbox. It is not shared with other tests. */
public interface OutboxContract {
  /** Longer than anything has waited in a test. */
  Duration LONG = Duration.ofDays(1);

  int PLENTY = 1000;

  Outbox outbox();

  /** Flows whose events come into it. */
  FlowRepository flows();

  /** Lets time pass: all that waits has waited for that much longer, by the store's clock. */
  void elapse(Duration time);

  @BeforeEach
  default void empty() {
    while (relayed(PLENTY).size() > 0) {
      // What is relayed is removed.
    }
  }

  /** Whatever waits by now. */
  private List<Outbox.Entry> relayed(int most) {
    elapse(LONG);
    return relayed(LONG.minusSeconds(1), most);
  }

  private List<Outbox.Entry> relayed(Duration age, int most) {
    var given = new ArrayList<Outbox.Entry>();
    int count = outbox().relay(age, most, given::addAll);
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
  private Flow stored() {
    return stored(1);
  }

  /** Stores what this many changes of a new flow have to tell, as its versions from 1 on. */
  private Flow stored(int changes) {
    Flow flow = flow(NOON);
    flows().create(flow, Optional.empty(), List.of(told(EventType.FLOW_UPDATED, flow)));
    for (int version = 1; version < changes; version++) {
      changed(flow, version);
    }
    return flow;
  }

  /** Stores what one more change of it has to tell, as the version after this. */
  private void changed(Flow flow, long version) {
    flows()
        .replace(new Versioned<>(flow, version), flow, List.of(told(EventType.FLOW_UPDATED, flow)));
  }

  @Test
  default void givesAnAnnouncementAsItWasStored() {
    Flow flow = flow(customer(), AWKWARD, NOON);
    DomainEvent event = told(EventType.FLOW_DELETED, flow);
    flows().create(flow, Optional.empty(), List.of(event));

    assertThat(relayed(PLENTY)).containsExactly(new Outbox.Entry(key(flow, 1), List.of(event)));
  }

  @Test
  default void givesAllThatAChangeTellsAtOnceAndInOrder() {
    Flow flow = flow(customer(), AWKWARD, NOON);
    Flow deleted = flow.deleted(NOON.plusSeconds(1));
    List<DomainEvent> events =
        List.of(
            told(EventType.FLOW_CREATED, flow),
            told(EventType.FLOW_UPDATED, flow),
            told(EventType.FLOW_DELETED, deleted),
            told(EventType.FLOW_UPDATED, flow));
    flows().create(flow, Optional.empty(), events);

    assertThat(outbox().size()).isEqualTo(1);
    assertThat(outbox().oldest(PLENTY))
        .extracting(Outbox.Waiting::key, Outbox.Waiting::type)
        .containsExactly(tuple(key(flow, 1), EventType.FLOW_CREATED));
    assertThat(relayed(1)).containsExactly(new Outbox.Entry(key(flow, 1), events));
    assertThat(outbox().size()).isZero();
  }

  @Test
  default void forgetsAllThatAChangeTellsByOneKey() {
    Flow flow = flow(NOON);
    flows()
        .create(
            flow,
            Optional.empty(),
            List.of(told(EventType.FLOW_CREATED, flow), told(EventType.FLOW_UPDATED, flow)));

    outbox().forget(List.of(key(flow, 1)));

    assertThat(outbox().firstWaiting(List.of(flow.id().value()))).isEmpty();
    assertThat(relayed(PLENTY)).isEmpty();
  }

  @Test
  default void keepsNothingOfAChangeThatHasNothingToTell() {
    Flow flow = flow(NOON);

    flows().create(flow, Optional.empty(), List.of());

    assertThat(outbox().size()).isZero();
  }

  @Test
  default void givesTheOldestFirst() {
    var keys = new ArrayList<Outbox.Key>();
    for (int number = 0; number < 5; number++) {
      keys.add(key(stored(), 1));
      elapse(Duration.ofMillis(1));
    }

    assertThat(keys(relayed(PLENTY))).isEqualTo(keys);
  }

  @Test
  default void givesEachOwnersInOrder() {
    // More than one digit, so that an order by text would show.
    stored(12);

    List<Outbox.Key> keys = keys(relayed(PLENTY));

    assertThat(keys).hasSize(12).extracting(Outbox.Key::version).isSorted();
  }

  @Test
  default void givesOnlyWhatHasWaitedForLonger() {
    Flow older = stored();
    elapse(Duration.ofMinutes(2));
    stored();

    assertThat(keys(relayed(Duration.ofMinutes(1), PLENTY))).containsExactly(key(older, 1));
    assertThat(relayed(Duration.ofMinutes(1), PLENTY)).isEmpty();
    assertThat(outbox().size()).isEqualTo(1);
  }

  @Test
  default void givesNoMoreThanAskedAndTheRestNextTime() {
    Flow flow = stored(5);

    assertThat(keys(relayed(3))).containsExactly(key(flow, 1), key(flow, 2), key(flow, 3));
    assertThat(keys(relayed(3))).containsExactly(key(flow, 4), key(flow, 5));
    assertThat(relayed(3)).isEmpty();
    assertThat(outbox().size()).isZero();
  }

  @Test
  default void asksForNothingToBePublishedWhereNothingWaits() {
    Consumer<List<Outbox.Entry>> never =
        entries -> {
          throw new AssertionError("Expected nothing, but was given " + entries);
        };

    assertThat(outbox().relay(LONG, PLENTY, never)).isZero();
  }

  @Test
  default void keepsAllOfItIfPublishingFails() {
    Flow flow = stored(2);
    elapse(LONG);
    var failure = new IllegalStateException("no broker");

    assertThatThrownBy(() ->
            outbox()
                .relay(
                    LONG.minusSeconds(1),
                    PLENTY,
                    entries -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(keys(relayed(PLENTY))).containsExactly(key(flow, 1), key(flow, 2));
  }

  @Test
  default void forgetsWhatWasPublishedAndNothingElse() {
    Flow flow = stored(3);
    Flow other = stored();
    var noSuch = new Outbox.Key(flow.id().value(), 2, 1);

    outbox().forget(List.of(key(flow, 3), key(flow, 1), noSuch));
    outbox().forget(List.of(key(flow, 1)));
    outbox().forget(List.of());

    assertThat(outbox().size()).isEqualTo(2);
    assertThat(keys(relayed(PLENTY))).containsExactlyInAnyOrder(key(flow, 2), key(other, 1));
  }

  @Test
  default void forgetsManyAtOnce() {
    Flow flow = stored(700);
    Flow other = stored(700);
    var keys = new ArrayList<Outbox.Key>();
    for (int version = 1; version <= 700; version++) {
      keys.add(key(other, version));
      keys.add(key(flow, version));
    }

    outbox().forget(keys.subList(0, 1399));

    assertThat(keys(relayed(PLENTY))).containsExactly(key(flow, 700));
  }

  @Test
  default void tellsWhatOfAnOwnerWaitsFirst() {
    Flow one = stored(2);
    Flow other = stored();
    UUID first = one.id().value();
    UUID second = other.id().value();

    assertThat(outbox().firstWaiting(List.of(first))).containsExactly(Map.entry(first, 1L));
    outbox().forget(List.of(key(one, 1), key(other, 1)));
    assertThat(outbox().firstWaiting(List.of(first, second))).containsExactly(Map.entry(first, 2L));
    assertThat(outbox().firstWaiting(List.of(second))).isEmpty();
    assertThat(outbox().firstWaiting(List.of())).isEmpty();
  }

  @Test
  default void namesThoseThatHaveWaitedLongestAndForHowLong() {
    Flow older = stored(2);
    elapse(Duration.ofMinutes(1));
    Flow younger = stored();

    assertThat(outbox().oldest(2))
        .extracting(Outbox.Waiting::key, Outbox.Waiting::type)
        .containsExactly(
            tuple(key(older, 1), EventType.FLOW_UPDATED),
            tuple(key(older, 2), EventType.FLOW_UPDATED));
    List<Outbox.Waiting> all = outbox().oldest(PLENTY);
    assertThat(all).extracting(Outbox.Waiting::key).hasSize(3).last().isEqualTo(key(younger, 1));
    assertThat(all.getFirst().age())
        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(1).plusSeconds(30));
    assertThat(all.getLast().age()).isBetween(Duration.ZERO, Duration.ofSeconds(30));
    assertThat(Duration.between(all.getFirst().since(), all.getLast().since()))
        .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(90));
    outbox().forget(List.of(key(older, 1), key(older, 2), key(younger, 1)));
    assertThat(outbox().oldest(1)).isEmpty();
  }

  @Test
  default void letsOnlyOneRelayAtATime() throws Exception {
    Flow flow = stored(4);
    elapse(LONG);
    var mayGoOn = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = relayingUntil(mayGoOn, threads);

      assertThatThrownBy(() -> relayed(2))
          .asInstanceOf(type(FlowException.class))
          .matches(failure -> failure.isFor(Reason.CONTENDED));

      mayGoOn.countDown();
      assertThat(first.get()).isEqualTo(2);
    }
    assertThat(keys(relayed(2))).containsExactly(key(flow, 3), key(flow, 4));
  }

  @Test
  default void waitsForWhoeverRelaysIfItIsToBePatient() throws Exception {
    Flow flow = stored(4);
    elapse(LONG);
    var mayGoOn = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = relayingUntil(mayGoOn, threads);
      var given = new ArrayList<Outbox.Key>();
      Future<Integer> patient =
          threads.submit(() ->
              outbox()
                  .relay(
                      LONG.minusSeconds(1),
                      2,
                      Duration.ofSeconds(2),
                      entries -> given.addAll(keys(entries))));

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
                    LONG.minusSeconds(1),
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
    Flow flow = stored(2);

    elapse(LONG);
    outbox()
        .relay(
            LONG.minusSeconds(1),
            1,
            entries -> {
              outbox().forget(List.of(key(flow, 1)));
              changed(flow, 2);
            });

    assertThat(keys(relayed(PLENTY))).containsExactly(key(flow, 2), key(flow, 3));
  }

  @Test
  default void givesEachExactlyOnceToManyWhoRelay()
      throws InterruptedException, ExecutionException {
    Flow flow = stored(100);
    stored(100);
    elapse(LONG);
    var given = new ArrayList<Outbox.Key>();

    Concurrently.times(
        4,
        () -> {
          while (outbox().size() > 0) {
            try {
              outbox()
                  .relay(
                      LONG.minusSeconds(1),
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
