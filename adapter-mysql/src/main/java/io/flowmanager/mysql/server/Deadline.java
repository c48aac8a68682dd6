package io.flowmanager.mysql.server;

import java.time.Duration;

/**
 * A moment by which something has to be done, by this process's own clock that nobody sets.
 *
 * @param nanos as {@link System#nanoTime} counts
 */
record Deadline(long nanos) {
  static Deadline in(Duration wait) {
    return after(System.nanoTime(), wait);
  }

  /**
   * So long after something.
   *
   * @param since as {@link System#nanoTime} counts
   */
  static Deadline after(long since, Duration wait) {
    return new Deadline(since + wait.toNanos());
  }

  /** The time until then; zero or negative once it is over. */
  Duration left() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }
}
