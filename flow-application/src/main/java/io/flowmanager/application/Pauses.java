package io.flowmanager.application;

import java.time.Duration;

/**
 * Pauses between two looks at something that others change. Handed in like the clock, so that a
 * test need not wait for them.
 */
@FunctionalInterface
public interface Pauses {
  /** Pauses that are made. */
  Pauses REAL = Thread::sleep;

  /**
   * Waits that long.
   *
   * @throws InterruptedException if the thread is to stop
   */
  void pause(Duration duration) throws InterruptedException;
}
