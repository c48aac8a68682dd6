package io.flowmanager.mysql.lease;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ProcessId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process's observations of the leases, look after look: for how long it has seen each without a
 * renewal. It counts by its own monotonic clock, so no two clocks are ever compared.
 *
 * <p>Where it could not look for a while, as when the server was away, all it saw before says
 * nothing any more: others could not renew theirs either, and begin anew in its eyes.
 *
 * <p>For one thread.
 */
final class LeaseObservations {
  private final LeaseTimes times;
  private final Map<ProcessId, Sighting> sightings = new HashMap<>();
  private Optional<Long> lastLook = Optional.empty();

  /**
   * A lease as it is stored.
   *
   * @param server on which it was renewed
   * @param isHeld whether its owner's connection to the server that was asked is still there
   */
  record Seen(ProcessId process, long renewals, String server, boolean isHeld) {
    Seen {
      requireNonNull(process, "process");
      requireNonNull(server, "server");
    }
  }

  /**
   * @param since when it was first seen with this many renewals
   */
  private record Sighting(long renewals, long since) {}

  LeaseObservations(LeaseTimes times) {
    this.times = requireNonNull(times, "times");
  }

  /**
   * Those whose owners are gone, provided that no renewal is stored by the time that they are
   * removed.
   *
   * @param leases all there are
   * @param server the one that was asked
   * @param asked when it was asked
   * @param answered when it answered
   */
  List<Seen> gone(List<Seen> leases, String server, long asked, long answered) {
    boolean couldLook =
        lastLook.filter(last -> asked - last < times.brokenOff().toNanos()).isPresent();
    if (!couldLook) {
      sightings.clear();
    }
    lastLook = Optional.of(answered);
    var next = new HashMap<ProcessId, Sighting>();
    leases.forEach(seen -> next.put(seen.process(), sighting(seen, answered)));
    sightings.clear();
    sightings.putAll(next);
    return leases.stream().filter(seen -> isGone(seen, server, asked)).toList();
  }

  /** The server was away, or this process from it. */
  void forget() {
    lastLook = Optional.empty();
  }

  private Sighting sighting(Seen seen, long answered) {
    Sighting before = sightings.get(seen.process());
    // It was renewed before the server answered, perhaps only just.
    return before != null && before.renewals() == seen.renewals()
        ? before
        : new Sighting(seen.renewals(), answered);
  }

  private boolean isGone(Seen seen, String server, long asked) {
    Duration silent = silence(seen.process(), asked);
    boolean isBrokenOff = !seen.isHeld() && seen.server().equals(server);
    return silent.compareTo(isBrokenOff ? times.brokenOff() : times.runOut()) >= 0;
  }

  /** True if it was renewed so lately that its owner is at work. */
  boolean isAtWork(ProcessId process, long now) {
    return silence(process, now).compareTo(times.certain()) < 0;
  }

  private Duration silence(ProcessId process, long now) {
    Sighting sighting = sightings.get(process);
    return sighting == null ? times.runOut() : Duration.ofNanos(now - sighting.since());
  }
}
