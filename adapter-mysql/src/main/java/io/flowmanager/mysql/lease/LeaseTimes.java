package io.flowmanager.mysql.lease;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The time that leases are good for, each time by the monotonic clock of the process that counts
 * it.
 *
 * @param renewed how often a process renews its own
 * @param brokenOff after how long without a renewal a process is gone whose connection has ended
 * @param runOut after how long without a renewal it is gone in any case: more than a living process
 *     stalls for
 */
public record LeaseTimes(Duration renewed, Duration brokenOff, Duration runOut) {
  public static final LeaseTimes STANDARD =
      new LeaseTimes(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(10));

  public LeaseTimes {
    requireNonNull(renewed, "renewed");
    if (renewed.multipliedBy(2).compareTo(brokenOff.dividedBy(2)) > 0
        || brokenOff.compareTo(runOut) > 0) {
      throw new IllegalArgumentException(
          "Expected a lease to be renewed twice while it is certain, but it is renewed every %s and can be gone after %s or %s"
              .formatted(renewed, brokenOff, runOut));
    }
  }

  /**
   * For how long after a renewal its owner is certain that nobody takes it for gone: half of the
   * shortest time after which anyone does. The other half is for what leaves in the moment after
   * the owner looked, and for clocks that do not run alike.
   */
  Duration certain() {
    return brokenOff.dividedBy(2);
  }
}
