package io.flowmanager.mysql.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts at what is asked of the database: again where that may help, within a time, on new
 * connections where the old ones are of no use; and what is known of its troubles from that. Every
 * method may be called from any thread.
 */
final class Attempts {
  /** Number of times that a change is tried that the server gave up for another one. */
  private static final int ATTEMPTS_MAX = 5;

  /** A connection from before a switch-over, and a new one. */
  private static final int ATTEMPTS_READ_ONLY_MAX = 2;

  /** The time after which a change is not tried again: its second wait would be too long. */
  private static final Duration REPEATED_WITHIN = Duration.ofMillis(1250);

  /** The time between two renewals of all connections, where those there are take no writes. */
  private static final Duration RENEWAL_PAUSE = Duration.ofMillis(500);

  /**
   * A connection that breaks at once was broken before, by a restart of the server, say, and the
   * next one is good. One that takes longer has cost the caller time enough.
   */
  private static final Duration BREAKS_AT_ONCE = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final Runnable renewal;
  private final Troubles troubles = new Troubles();

  /** The moment when all connections were given up, as {@link System#nanoTime} counts. */
  private final AtomicLong renewed = new AtomicLong(System.nanoTime());

  /**
   * Attempts at a database that nothing is known of yet.
   *
   * @param renewal gives up all connections
   */
  Attempts(Runnable renewal) {
    this.renewal = renewal;
  }

  /** An attempt at something. */
  interface Attempt<T> {
    /**
     * Makes the attempt.
     *
     * @param number from 1
     * @param unsure whether an earlier one may have come through
     */
    T make(int number, boolean unsure, Deadline deadline) throws SQLException;
  }

  /**
   * Makes attempts until one succeeds or none is worth another.
   *
   * @throws io.flowmanager.domain.error.FlowException as {@link StoreFailure} says of the last
   *     failure
   */
  <T> T repeating(Duration waitMax, Attempt<T> attempt) {
    boolean unsure = false;
    long first = System.nanoTime();
    long began = first;
    for (int made = 1; ; made++) {
      try {
        T answer = attempt.make(made, unsure, Deadline.after(first, waitMax));
        troubles.answered();
        return answer;
      } catch (SQLException failure) {
        boolean lost = StoreFailure.isLostConnection(failure);
        giveUpConnections(failure, began);
        if (!isWorthAnotherAttempt(failure, made, began)
            || System.nanoTime() - first > REPEATED_WITHIN.toNanos()) {
          StoreFailure.troubleOf(failure).ifPresent(trouble -> troubles.met(trouble, failure));
          throw StoreFailure.of(failure);
        }
        unsure |= lost;
        began = System.nanoTime();
      }
    }
  }

  private static boolean isWorthAnotherAttempt(SQLException failure, int made, long began) {
    if (StoreFailure.isReadOnly(failure)) {
      return made < ATTEMPTS_READ_ONLY_MAX;
    }
    boolean again =
        StoreFailure.isLostConnection(failure)
            ? System.nanoTime() - began < BREAKS_AT_ONCE.toNanos()
            : StoreFailure.isWorthRepeating(failure);
    return again && made < ATTEMPTS_MAX;
  }

  /**
   * Gives up all connections. Where one was broken, or led to a server that takes no writes, the
   * others are likely to be the same. Those in use are closed when they come back.
   *
   * @param began when the attempt that failed began: later connections may be better already
   */
  private void giveUpConnections(SQLException failure, long began) {
    boolean readOnly = StoreFailure.isReadOnly(failure);
    if (!readOnly && !StoreFailure.isLostConnection(failure)) {
      return;
    }
    long now = System.nanoTime();
    long last = renewed.get();
    // A server that stays read-only is asked again and again, and is to be spared the connecting.
    boolean isTime = readOnly ? now - last >= RENEWAL_PAUSE.toNanos() : began - last >= 0;
    if (isTime && renewed.compareAndSet(last, now)) {
      log.debug("All connections are made anew: {}", failure.getMessage());
      renewal.run();
    }
  }

  /**
   * Takes note of what somebody met who has a connection of his own.
   *
   * <p>The pools' connections go, too, where it shows that they are of no use.
   */
  void met(SQLException failure) {
    giveUpConnections(failure, System.nanoTime());
    StoreFailure.troubleOf(failure).ifPresent(trouble -> troubles.met(trouble, failure));
  }

  /** Takes note that a change was kept. */
  void wrote() {
    troubles.wrote();
  }

  /** The trouble that keeps callers from being served, for an operator. Asks nobody. */
  Optional<String> trouble() {
    return troubles.told();
  }
}
