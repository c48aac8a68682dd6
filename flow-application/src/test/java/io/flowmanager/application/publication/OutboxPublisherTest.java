package io.flowmanager.application.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.memory.HeapBudget;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.EventPublisher;
import io.flowmanager.application.port.InMemoryActiveflowStore;
import io.flowmanager.application.port.InMemoryOutbox;
import io.flowmanager.application.port.InMemoryProcesses;
import io.flowmanager.application.port.PortExamples;
import io.flowmanager.application.port.SettableClock;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.variable.Variables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OutboxPublisherTest {
  private static final HeapBudget PLENTY = HeapBudget.of(1L << 30);

  private static final Duration LONG_ENOUGH = OutboxPublisher.LEFT_BEHIND_AFTER.plusSeconds(1);

  private final SettableClock clock = new SettableClock(PortExamples.NOON);
  private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
  private final ActiveflowStore store =
      new InMemoryActiveflowStore(outbox, new InMemoryProcesses());
  private final Broker broker = new Broker();
  private final OutboxPublisher publisher =
      new OutboxPublisher(broker, outbox, Runnable::run, PLENTY);

  /** A broker that can be away. */
  private static final class Broker implements EventPublisher {
    private final List<DomainEvent> published = new ArrayList<>();
    private boolean away;

    /** Number of times that it takes something before it is away. */
    private int takes = Integer.MAX_VALUE;

    private int mostAtOnce;

    @Override
    public CompletionStage<Void> publish(List<DomainEvent> events) {
      away |= takes-- == 0;
      if (away) {
        return CompletableFuture.failedStage(
            new FlowException(
                Reason.SERVICE_UNAVAILABLE, "Expected the broker to confirm, but it is away"));
      }
      mostAtOnce = Math.max(mostAtOnce, events.size());
      published.addAll(events);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isReady() {
      return !away;
    }
  }

  /** Another process on the same store and broker. */
  private OutboxPublisher another() {
    return new OutboxPublisher(broker, outbox, Runnable::run, PLENTY);
  }

  private void pass(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  @Test
  void publishesWhatWasCommittedAndForgetsIt() {
    Committer committer = new Committer();

    committer.commits(3, publisher);
    publisher.tidy();

    assertThat(broker.published).isEqualTo(committer.told);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void publishesAllThatAChangeTellsAndForgetsIt() {
    Committer committer = new Committer();

    committer.tells(3, publisher);
    publisher.tidy();

    assertThat(broker.published).isEqualTo(committer.told).hasSize(3);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void publishesLaterWhatCouldNotBePublished() {
    Committer committer = new Committer();
    broker.away = true;
    committer.commits(2, publisher);
    publisher.tidy();
    assertThat(outbox.size()).isEqualTo(2);

    broker.away = false;
    pass(LONG_ENOUGH);
    publisher.relay();

    assertThat(broker.published).isEqualTo(committer.told);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void letsNothingOvertakeWhatCouldNotBePublished() {
    Committer committer = new Committer();
    broker.away = true;
    committer.commits(2, publisher);
    broker.away = false;

    publisher.relay();
    committer.commits(2, publisher);
    publisher.tidy();
    assertThat(broker.published).isEmpty();
    pass(LONG_ENOUGH);
    publisher.relay();
    publisher.tidy();

    assertThat(broker.published).isEqualTo(committer.told);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void leavesInTheOutboxWhatIsTooLongToWaitWithTheOthers() {
    List<Runnable> lane = new ArrayList<>();
    OutboxPublisher narrow = holding(10_000, lane::add);
    Committer committer = new Committer(narrow);
    committer.commitsLong(7000, narrow);
    committer.commitsLong(7000, narrow);
    committer.commitsLong(100, narrow);
    Committer other = new Committer(narrow);
    other.commitsLong(3000, narrow);

    lane.forEach(Runnable::run);
    narrow.tidy();

    assertThat(broker.published).containsExactly(committer.told.getFirst(), other.told.getFirst());
    assertThat(outbox.size()).isEqualTo(2);
    pass(LONG_ENOUGH);
    narrow.relay();
    assertThat(broker.published).containsSubsequence(committer.told).hasSize(4);
  }

  @Test
  void hasRoomAgainForWhatIsLongOnceTheOthersArePublished() {
    List<Runnable> lane = new ArrayList<>();
    OutboxPublisher narrow = holding(10_000, lane::add);
    Committer committer = new Committer(narrow);

    for (int round = 0; round < 3; round++) {
      committer.commitsLong(7000, narrow);
      lane.removeFirst().run();
    }

    assertThat(broker.published).isEqualTo(committer.told).hasSize(3);
  }

  @Test
  void hasRoomAgainForWhatIsLongOnceNothingWaitsForOthers() {
    OutboxPublisher narrow = holding(10_000, Runnable::run);
    Committer behindAnother = new Committer();
    behindAnother.commits(1);
    behindAnother.commitsLong(7000, narrow);
    pass(LONG_ENOUGH);
    narrow.relay();
    narrow.tidy();

    Committer committer = new Committer(narrow);
    committer.commitsLong(7000, narrow);

    assertThat(broker.published)
        .containsSubsequence(behindAnother.told)
        .endsWith(committer.told.getFirst());
  }

  private OutboxPublisher holding(long lengthMax, PublishingExecutor lane) {
    return new OutboxPublisher(broker, outbox, lane, lengthMax);
  }

  @Test
  void redrivesWhatHasWaitedForSoLong() {
    Committer older = new Committer();
    Committer younger = new Committer();
    older.commits(300);
    pass(LONG_ENOUGH);
    younger.commits(1);
    pass(LONG_ENOUGH);

    assertThat(publisher.redrive(LONG_ENOUGH.multipliedBy(3))).isZero();
    assertThat(publisher.redrive(LONG_ENOUGH.plusSeconds(1))).isEqualTo(300);

    assertThat(broker.published).isEqualTo(older.told);
    assertThat(outbox.size()).isEqualTo(1);
    assertThat(publisher.redrive(OutboxPublisher.LEFT_BEHIND_AFTER)).isEqualTo(1);
  }

  @Test
  void leavesToTheirProcessWhatIsTooYoungToBeRedriven() {
    assertThatThrownBy(() -> publisher.redrive(OutboxPublisher.LEFT_BEHIND_AFTER.minusMillis(1)))
        .isInstanceOf(FlowException.class)
        .hasMessageStartingWith("Expected an age of at least 2 s");
  }

  @Test
  void saysHowManyWereRedrivenThoughTheOthersCouldNotBe() {
    new Committer().commits(OutboxPublisher.BATCH + 1);
    pass(LONG_ENOUGH);
    broker.takes = 1;

    assertThat(publisher.redrive(OutboxPublisher.LEFT_BEHIND_AFTER))
        .isEqualTo(OutboxPublisher.BATCH);
    assertThat(outbox.size()).isEqualTo(1);
  }

  @Test
  void redrivesThoughAProcessJustLooksWhetherAnythingIsLeft() throws Exception {
    new Committer().commits(1);
    pass(LONG_ENOUGH);
    var isLooking = new CountDownLatch(1);
    var mayGoOn = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> looking =
          threads.submit(() ->
              outbox.relay(
                  OutboxPublisher.LEFT_BEHIND_AFTER,
                  1,
                  entries -> {
                    isLooking.countDown();
                    await().until(() -> mayGoOn.getCount() == 0);
                  }));
      isLooking.await();
      Future<Integer> redriven =
          threads.submit(() -> publisher.redrive(OutboxPublisher.LEFT_BEHIND_AFTER));
      await().until(outbox::isAwaited);
      mayGoOn.countDown();

      assertThat(redriven.get()).isZero();
      looking.get();
    }
  }

  @Test
  void saysThatTheBrokerDoesNotTakeWhatIsRedriven() {
    new Committer().commits(1);
    pass(LONG_ENOUGH);
    broker.away = true;

    assertThatThrownBy(() -> publisher.redrive(OutboxPublisher.LEFT_BEHIND_AFTER))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue());
    assertThat(outbox.size()).isEqualTo(1);
  }

  @Test
  void publishesDirectlyAgainOnceTheBrokerTakesThings() {
    broker.away = true;
    new Committer().commits(1, publisher);
    publisher.relay();
    broker.away = false;
    publisher.relay();
    Committer later = new Committer();

    later.commits(1, publisher);

    assertThat(broker.published).isEqualTo(later.told);
  }

  @Test
  void publishesWhatAProcessLeftBehindThatDied() {
    Committer committer = new Committer();
    committer.commits(2);
    publisher.relay();
    assertThat(broker.published).isEmpty();

    pass(LONG_ENOUGH);
    publisher.relay();

    assertThat(broker.published).isEqualTo(committer.told);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void relaysAllThatAChangeTellsThoughNotAllOfItAtOnce() {
    Committer committer = new Committer();
    broker.away = true;
    committer.tells(2 * OutboxPublisher.BATCH + 1, publisher);
    committer.tells(1, publisher);
    broker.away = false;
    pass(LONG_ENOUGH);

    assertThat(publisher.redrive(OutboxPublisher.LEFT_BEHIND_AFTER)).isEqualTo(2);

    assertThat(broker.published).isEqualTo(committer.told).hasSize(2 * OutboxPublisher.BATCH + 2);
    assertThat(broker.mostAtOnce).isEqualTo(OutboxPublisher.BATCH);
  }

  @Test
  void keepsAllThatAChangeTellsUntilAllOfItIsPublished() {
    Committer committer = new Committer();
    broker.away = true;
    committer.tells(OutboxPublisher.BATCH + 1, publisher);
    broker.away = false;
    broker.takes = 1;
    pass(LONG_ENOUGH);

    publisher.relay();

    assertThat(broker.published).isEqualTo(committer.told.subList(0, OutboxPublisher.BATCH));
    assertThat(outbox.size()).isEqualTo(1);
  }

  @Test
  void waitsForWhatAnotherProcessHasToPublishFirst() {
    Committer committer = new Committer();
    OutboxPublisher other = another();
    committer.commits(1, other);
    other.tidy();

    committer.commits(2, publisher);
    publisher.tidy();
    assertThat(broker.published).isEqualTo(committer.told.subList(0, 1));
    other.tidy();
    publisher.tidy();

    assertThat(broker.published).isEqualTo(committer.told);
  }

  @Test
  void comesInOrderWhoeverCommits() {
    Committer committer = new Committer();
    List<OutboxPublisher> processes = List.of(publisher, another(), another());
    var random = new Random(7);

    for (int change = 0; change < 200; change++) {
      committer.commits(1, processes.get(random.nextInt(3)));
      if (random.nextInt(4) == 0) {
        processes.get(random.nextInt(3)).tidy();
      }
    }
    while (outbox.size() > 0) {
      processes.forEach(OutboxPublisher::tidy);
    }

    assertThat(broker.published).isEqualTo(committer.told);
  }

  @Test
  void waitsForNobodyWhereItMadeTheChangeBeforeItself() {
    Committer committer = new Committer();
    committer.commits(1, publisher);
    committer.commitsSilently(publisher);

    committer.commits(1, publisher);

    assertThat(broker.published).isEqualTo(committer.told);
  }

  @Test
  void letsOthersGoOnBehindADeadProcessOnceItsRowsAreRelayed() {
    Committer committer = new Committer();
    committer.commits(1);
    committer.commits(1, publisher);

    publisher.tidy();
    assertThat(broker.published).isEmpty();
    pass(LONG_ENOUGH);
    publisher.relay();
    publisher.tidy();

    assertThat(broker.published).isEqualTo(committer.told);
  }

  /** Commits changes of one activeflow. */
  private final class Committer {
    private final List<DomainEvent> told = new ArrayList<>();
    private Versioned<Activeflow> now =
        new Versioned<>(PortExamples.activeflow(PortExamples.NOON), 1);

    Committer() {
      this(publisher);
    }

    Committer(OutboxPublisher creator) {
      store.create(new Change.Birth(now.value(), List.of()));
      creator.publish(now.value().id().value(), 1, List.of());
    }

    /** By a process that dies before it publishes anything. */
    void commits(int count) {
      for (int commit = 0; commit < count; commit++) {
        told.addAll(commit().events());
      }
    }

    void commits(int count, OutboxPublisher process) {
      for (int commit = 0; commit < count; commit++) {
        Change change = commit();
        told.addAll(change.events());
        process.publish(now.value().id().value(), now.version(), change.events());
      }
    }

    void commitsSilently(OutboxPublisher process) {
      tells(0, process);
    }

    /** In one change. */
    void tells(int count, OutboxPublisher process) {
      var events = new ArrayList<DomainEvent>();
      for (int number = 0; number < count; number++) {
        Variables variables = now.value().variables().with("n", Integer.toString(number));
        events.add(PortExamples.told(EventType.ACTIVEFLOW_UPDATED, now.value().with(variables)));
      }
      Change change = Change.of(now, now.value(), events);
      assertThat(store.commit(change)).isTrue();
      now = change.result();
      told.addAll(events);
      process.publish(now.value().id().value(), now.version(), events);
    }

    /** A step onto an action of so many characters. */
    void commitsLong(int length, OutboxPublisher process) {
      Change change =
          commit(
              now.value()
                  .movedTo(
                      Optional.empty(), PortExamples.action("x".repeat(length)), clock.instant()));
      told.addAll(change.events());
      process.publish(now.value().id().value(), now.version(), change.events());
    }

    private Change commit() {
      return commit(
          now.value().with(now.value().variables().with("n", Long.toString(now.version()))));
    }

    private Change commit(Activeflow changed) {
      Change change = PortExamples.change(now, changed);
      assertThat(store.commit(change)).isTrue();
      now = change.result();
      return change;
    }
  }
}
