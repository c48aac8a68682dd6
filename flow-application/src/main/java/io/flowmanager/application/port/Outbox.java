package io.flowmanager.application.port;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.domain.error.FlowException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The events of changes, committed with them, until it is published. Every method may be called
 * from any thread, and fails with STORE_UNAVAILABLE.
 */
public interface Outbox {
  /**
   * Names what a change has to tell.
   *
   * @param owner the flow or activeflow it tells of
   * @param version the version that the change made
   * @param ordinal which of that change's events is the first of it: 0, but where earlier programs
   *     kept each event by itself
   */
  record Key(UUID owner, long version, int ordinal) {
    public Key {
      requireNonNull(owner, "owner");
    }

    /** Of all that a change has to tell. */
    public static Key of(UUID owner, long version) {
      return new Key(owner, version, 0);
    }
  }

  /**
   * The events of a change, waiting to be published.
   *
   * @param events in order, at least one
   */
  record Entry(Key key, List<DomainEvent> events) {
    public Entry {
      requireNonNull(key, "key");
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException(
            "Expected %s to have something to tell, but it has nothing".formatted(key));
      }
    }
  }

  /**
   * The facts about an entry that waits, without its events.
   *
   * @param type of its first event
   * @param since when it was stored, by the store's clock
   * @param age for how long it has waited, by the same
   */
  record Waiting(Key key, EventType type, Instant since, Duration age) {
    public Waiting {
      requireNonNull(key, "key");
      requireNonNull(type, "type");
      requireNonNull(since, "since");
      requireNonNull(age, "age");
    }
  }

  /** Removes what has been published. Again: harmless. */
  void forget(List<Key> published);

  /**
   * The version of the first change of each owner of which anything waits. Owners of which nothing
   * waits are left out.
   */
  Map<UUID, Long> firstWaiting(Collection<UUID> owners);

  /**
   * Gives what someone left behind to {@code publish}, oldest first and each owner's in order, in
   * as many parts as it takes to have each in memory, and removes each part then. Meanwhile nobody
   * else is given anything of the same owners. If {@code publish} throws, that part stays, and what
   * comes after it.
   *
   * <p>An owner's entry that is too young yet holds back that owner's later ones.
   *
   * <p>Meanwhile this process makes certain, before each part, that nobody took it for gone: so no
   * other relays at the same time.
   *
   * @param age only what has waited for longer than this, by the store's clock
   * @param most how many entries
   * @param patience how long to wait for whoever else relays, in whole seconds; zero: not at all
   * @return how many entries; 0: nothing of that kind waited
   * @throws FlowException CONTENDED, if someone else still relays then, in this process or in
   *     another; LEASE_NOT_RENEWED, if others may take this process for gone
   */
  int relay(Duration age, int most, Duration patience, Consumer<List<Entry>> publish);

  /** The same without patience. */
  default int relay(Duration age, int most, Consumer<List<Entry>> publish) {
    return relay(age, most, Duration.ZERO, publish);
  }

  /** The entries that have waited longest, the oldest first. */
  List<Waiting> oldest(int most);

  /** Number of entries that wait: as many as changes that have something to tell. */
  long size();
}
