package io.flowmanager.application.port;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What waits to be told, in memory. */
public final class InMemoryOutbox implements Outbox {
  private static final Comparator<Key> BY_KEY =
      Comparator.comparing(Key::owner)
          .thenComparingLong(Key::version)
          .thenComparingInt(Key::ordinal);

  private record Stored(Entry entry, Instant at) {
    Key key() {
      return entry.key();
    }
  }

  private static final Comparator<Stored> OLDEST_FIRST =
      Comparator.comparing(Stored::at).thenComparing(Stored::key, BY_KEY);

  private final InstantSource clock;
  private final TreeMap<Key, Stored> waiting = new TreeMap<>(BY_KEY);
  private final ReentrantLock relaying = new ReentrantLock();

  public InMemoryOutbox(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(UUID owner, long version, List<DomainEvent> events) {
    if (!events.isEmpty()) {
      Key key = Key.of(owner, version);
      waiting.put(key, new Stored(new Entry(key, events), clock.instant()));
    }
  }

  /** What waits, by owner and version. */
  public synchronized List<Entry> waiting() {
    return waiting.values().stream().map(Stored::entry).toList();
  }

  @Override
  public synchronized void forget(List<Key> published) {
    published.forEach(waiting::remove);
  }

  @Override
  public synchronized Map<UUID, Long> firstWaiting(Collection<UUID> owners) {
    return waiting.keySet().stream()
        .filter(key -> owners.contains(key.owner()))
        .collect(Collectors.toMap(Key::owner, Key::version, Math::min));
  }

  @Override
  public int relay(Duration age, int most, Duration patience, Consumer<List<Entry>> publish) {
    // Not for the same thread twice either: a second one inside publish is a second relay.
    if (relaying.isHeldByCurrentThread() || !isTurnWithin(patience)) {
      throw new FlowException(
          Reason.CONTENDED, "Expected to be the only one to relay, but someone else does");
    }
    try {
      List<Entry> entries = leftBehind(clock.instant().minus(age), most);
      if (!entries.isEmpty()) {
        publish.accept(entries);
        forget(entries.stream().map(Entry::key).toList());
      }
      return entries.size();
    } finally {
      relaying.unlock();
    }
  }

  /** True if someone waits for whoever relays. */
  public boolean isAwaited() {
    return relaying.hasQueuedThreads();
  }

  private boolean isTurnWithin(Duration patience) {
    try {
      return relaying.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized List<Entry> leftBehind(Instant storedBefore, int most) {
    Map<UUID, Deque<Stored>> inOrder = new LinkedHashMap<>();
    waiting
        .values()
        .forEach(stored ->
            inOrder.computeIfAbsent(stored.key().owner(), owner -> new ArrayDeque<>()).add(stored));
    var entries = new ArrayList<Entry>();
    waiting.values().stream()
        .filter(stored -> stored.at().isBefore(storedBefore))
        .sorted(OLDEST_FIRST)
        .limit(most)
        .forEach(turn -> {
          Deque<Stored> owners = inOrder.getOrDefault(turn.key().owner(), new ArrayDeque<>());
          if (!owners.isEmpty() && owners.getFirst().at().isBefore(storedBefore)) {
            entries.add(owners.removeFirst().entry());
          }
        });
    return entries;
  }

  @Override
  public synchronized List<Waiting> oldest(int most) {
    return waiting.values().stream()
        .sorted(OLDEST_FIRST)
        .limit(most)
        .map(stored ->
            new Waiting(
                stored.key(),
                stored.entry().events().getFirst().type(),
                stored.at(),
                Duration.between(stored.at(), clock.instant())))
        .toList();
  }

  @Override
  public synchronized long size() {
    return waiting.size();
  }
}
