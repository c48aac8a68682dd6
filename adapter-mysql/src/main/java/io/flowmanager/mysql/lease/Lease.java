package io.flowmanager.mysql.lease;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ProcessId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A process's own lease, as its owner knows it. It is as old as the question that renewed it last,
 * for the server may have done so right after that was sent, and answered much later.
 *
 * <p>A lease that was lost is followed by another one, of another process: nobody who is gone comes
 * back. May be used from any thread.
 */
final class Lease {
  private final Duration certain;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile State state = new State(anyone(), Optional.empty());

  /**
   * @param renewed when, by the monotonic clock; empty: not yet
   */
  private record State(ProcessId owner, Optional<Long> renewed) {}

  /**
   * A lease that is not yet anybody's.
   *
   * @param certain for how long after a renewal nobody takes its owner for gone
   */
  Lease(Duration certain, LongSupplier nanoTime) {
    this.certain = requireNonNull(certain, "certain");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  private static ProcessId anyone() {
    return new ProcessId(UUID.randomUUID());
  }

  ProcessId owner() {
    return state.owner();
  }

  /** True if the server has ever heard of it. */
  boolean isBegun() {
    return state.renewed().isPresent();
  }

  /** The time since it was renewed; empty: not yet. */
  Optional<Duration> age() {
    return age(state);
  }

  private Optional<Duration> age(State asked) {
    return asked.renewed().map(renewed -> Duration.ofNanos(nanoTime.getAsLong() - renewed));
  }

  /** True if nobody can have taken its owner for gone, nor will in the next moment. */
  boolean isCertain() {
    return isCertain(state);
  }

  private boolean isCertain(State asked) {
    return age(asked).filter(age -> age.compareTo(certain) < 0).isPresent();
  }

  /**
   * The server knows that its owner is there.
   *
   * @param asked when it was asked to, by the monotonic clock
   */
  void renewed(long asked) {
    change(new State(owner(), Optional.of(asked)));
  }

  /** Its owner was taken for gone. */
  void lost() {
    change(new State(anyone(), Optional.empty()));
  }

  private void change(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * True if it is still this one's, and certain; waits until it is renewed.
   *
   * @throws FlowException LEASE_NOT_RENEWED, if it was not within {@code patience}
   */
  boolean isStillOf(ProcessId owner, Duration patience) {
    State now = state;
    if (now.owner().equals(owner) && isCertain(now)) {
      return true;
    }
    lock.lock();
    try {
      long left = patience.toNanos();
      while (state.owner().equals(owner) && !isCertain()) {
        if (left <= 0) {
          throw notRenewed();
        }
        left = changed.awaitNanos(left);
      }
      return state.owner().equals(owner);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw notRenewed();
    } finally {
      lock.unlock();
    }
  }

  private FlowException notRenewed() {
    return new FlowException(
        Reason.LEASE_NOT_RENEWED,
        "Expected this process to have renewed its lease within the last %d ms, but %s"
            .formatted(
                certain.toMillis(),
                age()
                    .map(age -> "it did so %d ms ago".formatted(age.toMillis()))
                    .orElse("it has none yet")));
  }
}
