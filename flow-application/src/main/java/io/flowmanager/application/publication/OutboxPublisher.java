package io.flowmanager.application.publication;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.memory.HeapBudget;
import io.flowmanager.application.memory.HeapBudget.Share;
import io.flowmanager.application.port.EventPublisher;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what was committed, each owner's events in order, whichever processes committed them.
 *
 * <p>In ordinary times an event is published by the process that committed it, right after the
 * commit, and its row is removed when the broker has it. Where the change before it was another
 * process's, it first waits until none of the owner's earlier rows is left: that process has
 * published them then, or, if it died, someone else has. Where publishing fails, rows stay, and are
 * relayed from the outbox by whichever process comes to it first.
 *
 * <p>So an owner's events come in order, each at least once. Nobody who committed waits for any of
 * this. May be used from any thread; {@link #tidy} and {@link #relay} are to be called again and
 * again, each by one thread.
 */
@Singleton
public final class OutboxPublisher {
  /**
   * When a row counts as left behind: longer than publishing takes in ordinary times, shorter than
   * anyone would wait to learn that a call has ended.
   */
  public static final Duration LEFT_BEHIND_AFTER = Duration.ofSeconds(2);

  /**
   * Number of rows that are removed, looked for or relayed at once: one statement of moderate size.
   * And how many events of those are published at once, far fewer than the broker is trusted with.
   */
  static final int BATCH = 256;

  /** With how many changes a request to relay is content: a few seconds' work. */
  public static final int REDRIVEN_MAX = 40 * BATCH;

  /**
   * For how long such a request waits for someone who relays: a process that looks whether anything
   * was left behind, as each does every few seconds, has done so long before.
   */
  private static final Duration REDRIVING_PATIENCE = Duration.ofSeconds(1);

  /**
   * Number of changes that may wait to be published; more than that, and they stay in the outbox.
   */
  static final int UNPUBLISHED_MAX = 10_000;

  private static final int BYTES_A_CHARACTER_MAX = 2;

  /** Up to so many characters a change waits whatever else does: nearly all are shorter. */
  static final int SHORT_MAX = 4096;

  /** Of how many owners is known that their last change was made here; about 100 bytes each. */
  static final int OWNERS_MAX = 65_536;

  private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);

  private final EventPublisher publisher;
  private final Outbox outbox;
  private final PublishingExecutor executor;
  private final long waitingLengthMax;
  private final AtomicInteger unpublished = new AtomicInteger();
  private final AtomicLong waitingLength = new AtomicLong();
  private final BlockingQueue<Outbox.Key> published = new LinkedBlockingQueue<>();

  private final Lock lock = new ReentrantLock();

  // the next four: guarded by the lock
  private final Map<UUID, Long> lastHere = new LastVersions();
  private final Map<UUID, Deque<Committed>> behindOthers = new LinkedHashMap<>();
  private boolean direct = true;

  /**
   * Number of times that publishing failed. What was to be published before is somebody's who
   * relays.
   */
  private int setbacks;

  @Inject
  public OutboxPublisher(
      EventPublisher publisher, Outbox outbox, PublishingExecutor executor, HeapBudget budget) {
    this(publisher, outbox, executor, budget.bytes(Share.EVENTS) / BYTES_A_CHARACTER_MAX);
  }

  OutboxPublisher(
      EventPublisher publisher, Outbox outbox, PublishingExecutor executor, long waitingLengthMax) {
    this.waitingLengthMax = waitingLengthMax;
    this.publisher = publisher;
    this.outbox = outbox;
    this.executor = executor;
  }

  /** The events of a change; perhaps none. */
  private record Committed(UUID owner, long version, List<DomainEvent> events, long length) {
    static Committed of(UUID owner, long version, List<DomainEvent> events) {
      return new Committed(owner, version, events, DomainEvent.length(events));
    }

    boolean hasNothingToTell() {
      return events.isEmpty();
    }
  }

  /** The last change of an owner that was made here; those of owners long not heard of go. */
  private static final class LastVersions extends LinkedHashMap<UUID, Long> {
    LastVersions() {
      super(1024, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
      return size() > OWNERS_MAX;
    }
  }

  /**
   * Publishes what was just committed. Does not wait and never fails. Whoever commits changes of
   * one owner calls this in the order of the commits, also for a change that has nothing to tell.
   *
   * @param version what the change made of the owner
   */
  public void publish(UUID owner, long version, List<DomainEvent> events) {
    lock.lock();
    try {
      publishInTurn(Committed.of(owner, version, events));
    } finally {
      lock.unlock();
    }
  }

  private void publishInTurn(Committed committed) {
    if (!direct) {
      return;
    }
    UUID owner = committed.owner();
    if (!mayWait(committed)) {
      lastHere.remove(owner);
      return;
    }
    Deque<Committed> waiting = behindOthers.get(owner);
    if (waiting != null) {
      waiting.add(committed);
    } else if (followsOurs(committed)) {
      send(committed);
    } else if (!committed.hasNothingToTell()) {
      behindOthers.computeIfAbsent(owner, key -> new ArrayDeque<>()).add(committed);
    }
  }

  /** Else its row is left to whoever relays, and the owner's next ones come after it. */
  private boolean mayWait(Committed committed) {
    long all = waitingLength.addAndGet(committed.length());
    if (committed.length() <= SHORT_MAX || all <= waitingLengthMax) {
      return true;
    }
    waitsNoMore(committed);
    return false;
  }

  private void waitsNoMore(Committed committed) {
    waitingLength.addAndGet(-committed.length());
  }

  private boolean followsOurs(Committed committed) {
    Long last = lastHere.get(committed.owner());
    return committed.version() == 1 || (last != null && last == committed.version() - 1);
  }

  private void send(Committed committed) {
    lastHere.put(committed.owner(), committed.version());
    if (committed.hasNothingToTell()) {
      return;
    }
    if (unpublished.incrementAndGet() > UNPUBLISHED_MAX) {
      unpublished.decrementAndGet();
      waitsNoMore(committed);
      fallBack("%d changes wait already".formatted(UNPUBLISHED_MAX));
      return;
    }
    int setbacksBefore = setbacks;
    executor.run(() -> publishNow(committed, setbacksBefore));
  }

  private void publishNow(Committed committed, int setbacksBefore) {
    unpublished.decrementAndGet();
    waitsNoMore(committed);
    if (setbacks() != setbacksBefore) {
      return;
    }
    publisher
        .publish(committed.events())
        .whenComplete((nothing, failure) -> {
          if (failure == null) {
            log.debug("published version {} of {}", committed.version(), committed.owner());
            forgetLater(committed);
          } else {
            fallBack(failure.toString());
          }
        });
  }

  private int setbacks() {
    return inOrder(() -> setbacks);
  }

  private <T> T inOrder(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void forgetLater(Committed committed) {
    published.add(Outbox.Key.of(committed.owner(), committed.version()));
  }

  private void fallBack(String why) {
    lock.lock();
    try {
      if (direct) {
        direct = false;
        setbacks++;
        lastHere.clear();
        behindOthers.values().forEach(waiting -> waiting.forEach(this::waitsNoMore));
        behindOthers.clear();
        log.warn("events stay in the outbox until they can be published: {}", why);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes what was published from the outbox, and publishes what waited for others. Cheap where
   * there is neither, so it may be called many times a second: the sooner a row is gone, the sooner
   * another process goes on.
   */
  public void tidy() {
    try {
      forgetPublished();
      publishBehindOthers();
    } catch (FlowException unavailable) {
      log.debug("the outbox waits: {}", unavailable.getMessage());
    }
  }

  private void forgetPublished() {
    var keys = new ArrayList<Outbox.Key>(BATCH);
    while (published.drainTo(keys, BATCH) > 0) {
      try {
        outbox.forget(keys);
      } catch (FlowException unavailable) {
        published.addAll(keys);
        throw unavailable;
      }
      keys.clear();
    }
  }

  private void publishBehindOthers() {
    List<UUID> owners = waitingOwners();
    for (int from = 0; from < owners.size(); from += BATCH) {
      List<UUID> part = owners.subList(from, Math.min(from + BATCH, owners.size()));
      Map<UUID, Long> first = outbox.firstWaiting(part);
      part.forEach(owner -> publishWhoseTurnItIs(owner, Optional.ofNullable(first.get(owner))));
    }
  }

  private List<UUID> waitingOwners() {
    return inOrder(() -> List.copyOf(behindOthers.keySet()));
  }

  /**
   * @param firstWaiting the first version of the owner that is still in the outbox. What came
   *     before it was published, ours perhaps by someone who relayed it.
   */
  private void publishWhoseTurnItIs(UUID owner, Optional<Long> firstWaiting) {
    lock.lock();
    try {
      Deque<Committed> waiting = behindOthers.getOrDefault(owner, new ArrayDeque<>());
      long first = firstWaiting.orElse(Long.MAX_VALUE);
      while (!waiting.isEmpty()
          && (waiting.getFirst().version() < first || waiting.getFirst().hasNothingToTell())) {
        waitsNoMore(waiting.removeFirst());
      }
      if (!waiting.isEmpty() && waiting.getFirst().version() == first) {
        do {
          send(waiting.removeFirst());
        } while (!waiting.isEmpty() && followsOurs(waiting.getFirst()));
      }
      if (waiting.isEmpty()) {
        behindOthers.remove(owner);
      }

    } finally {
      lock.unlock();
    }
  }

  /**
   * Publishes what was left in the outbox: by a process that died, or while the broker was away.
   */
  public void relay() {
    try {
      int relayed;
      do {
        relayed = outbox.relay(LEFT_BEHIND_AFTER, BATCH, this::publishAndWait);
      } while (relayed > 0);
      publishDirectly();
    } catch (FlowException unavailable) {
      log.debug("the outbox waits: {}", unavailable.getMessage());
    }
  }

  /**
   * Publishes now what has waited for so long, though of no more than {@link #REDRIVEN_MAX} changes
   * at once.
   *
   * @param age at least {@link #LEFT_BEHIND_AFTER}: what is younger its own process publishes
   * @return of how many changes; where some were and the others could not be, just those
   * @throws FlowException INVALID_REQUEST; where none could be: CONTENDED, while someone else
   *     relays for long; SERVICE_UNAVAILABLE, if the broker does not take them; STORE_UNAVAILABLE
   */
  public int redrive(Duration age) {
    if (age.compareTo(LEFT_BEHIND_AFTER) < 0) {
      throw new FlowException(
          Reason.INVALID_REQUEST,
          "Expected an age of at least %d s, but it is %d s"
              .formatted(LEFT_BEHIND_AFTER.toSeconds(), age.toSeconds()));
    }
    int redriven = outbox.relay(age, BATCH, REDRIVING_PATIENCE, this::publishAndWait);
    int relayed = redriven;
    while (relayed > 0 && redriven < REDRIVEN_MAX) {
      try {
        relayed = outbox.relay(age, BATCH, REDRIVING_PATIENCE, this::publishAndWait);
      } catch (FlowException notTheRest) {
        log.debug("{} changes were redriven, and no more: {}", redriven, notTheRest.getMessage());
        return redriven;
      }
      redriven += relayed;
    }
    return redriven;
  }

  /**
   * Publishes directly again. The rest is younger than what was relayed, and each owner's next
   * waits behind it.
   */
  private void publishDirectly() {
    lock.lock();
    try {
      if (!direct && publisher.isReady()) {
        direct = true;
        log.info("events are published directly again");
      }
    } finally {
      lock.unlock();
    }
  }

  private void publishAndWait(List<Outbox.Entry> entries) {
    List<DomainEvent> events = entries.stream().flatMap(entry -> entry.events().stream()).toList();
    for (int from = 0; from < events.size(); from += BATCH) {
      publishAllAndWait(events.subList(from, Math.min(from + BATCH, events.size())));
    }
    entries.stream()
        .map(Outbox.Entry::key)
        .forEach(key -> log.debug("relayed version {} of {}", key.version(), key.owner()));
  }

  private void publishAllAndWait(List<DomainEvent> events) {
    try {
      publisher.publish(events).toCompletableFuture().join();
    } catch (CompletionException failure) {
      throw new FlowException(
          Reason.SERVICE_UNAVAILABLE,
          "Expected %d events to be published, but they were not".formatted(events.size()),
          failure);
    }
  }
}
