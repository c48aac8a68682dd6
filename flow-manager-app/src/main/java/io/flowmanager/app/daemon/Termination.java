package io.flowmanager.app.daemon;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The reaction to SIGTERM, SIGINT and SIGHUP: the thread that is at work is interrupted, and the
 * process ends with 0 as soon as it says that it has done, or time is up.
 */
public final class Termination {
  /** Less than the 30 seconds after which orchestrators kill. */
  private static final Duration TIME_MAX = Duration.ofSeconds(25);

  private final CountDownLatch done = new CountDownLatch(1);

  private Termination() {}

  /** From now on, for this thread. */
  public static Termination interrupting(Thread working) {
    var termination = new Termination();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> termination.end(working), "termination"));
    return termination;
  }

  /** Nothing is left to be done in order. */
  public void done() {
    done.countDown();
  }

  private void end(Thread working) {
    boolean atWork = done.getCount() > 0 && working.isAlive();
    if (!atWork) {
      return; // it ended by itself, with a status of its own
    }
    working.interrupt();
    try {
      var unused = done.await(TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    // Left to itself, the JVM would end with 143.
    Runtime.getRuntime().halt(0);
  }
}
