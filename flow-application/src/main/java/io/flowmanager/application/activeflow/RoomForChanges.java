package io.flowmanager.application.activeflow;

import io.flowmanager.application.event.Announcement;
import io.flowmanager.application.port.Change;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.wording.Wording;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What part of the heap changes may take that are in work at the same time, of activeflows with
 * long texts. A request to go on is small, and may fill a variable of a megabyte into each action
 * it comes to: some dozen at once end the process, and each process that gets them after it. So
 * these wait for their turn; all others always have room.
 *
 * <p>May be used from any thread.
 */
final class RoomForChanges {
  /** The rest is for what is always there, and for requests that are large themselves. */
  static final int PART_OF_HEAP = 8;

  /** Up to so many characters an activeflow's texts are short: nearly all are. */
  static final int SHORT_MAX = 64 * 1024;

  /**
   * What a character takes until its change is kept, about: filled in, as JSON of its step and of
   * what is told, as SQL, which doubles while it is written, and as what is sent.
   */
  private static final int PER_CHARACTER = 16;

  private final int kibibytes;
  private final Duration waitMax;
  private final Semaphore free;

  RoomForChanges(long bytes, Duration waitMax) {
    this.kibibytes = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / 1024));
    this.waitMax = waitMax;
    this.free = new Semaphore(kibibytes, true);
  }

  static RoomForChanges ofHeap() {
    return new RoomForChanges(
        Runtime.getRuntime().maxMemory() / PART_OF_HEAP, ActiveflowShelf.OTHERS_WAIT_MAX);
  }

  /** The texts of the actions that it comes to, in characters. */
  static long length(Change change) {
    return Announcement.length(change.announcements());
  }

  /**
   * The texts that a change of it may write anew, in characters. The steps it has left are written
   * once, and copied from then on.
   */
  static long length(Activeflow activeflow) {
    return activeflow.variables().length() + activeflow.cursor().action().length();
  }

  /**
   * Changes an activeflow, once there is room for it. One that needs more than there ever is goes
   * alone.
   *
   * @param length of its texts, more than {@link #SHORT_MAX}. It itself should not be held
   *     meanwhile
   * @throws FlowException OVERLOADED if its turn did not come in time; SHUTTING_DOWN; what {@code
   *     change} throws
   */
  <T> T within(long length, Supplier<T> change) {
    int share = (int) Math.min(kibibytes, length * PER_CHARACTER / 1024);
    try {
      if (!free.tryAcquire(share, waitMax.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new FlowException(
            Reason.OVERLOADED,
            "Expected room for a change of %d characters within %s, but others have it"
                .formatted(length, Wording.duration(waitMax)));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FlowException(
          Reason.SHUTTING_DOWN, "Expected to change an activeflow, but this process ends");
    }
    try {
      return change.get();
    } finally {
      free.release(share);
    }
  }
}
