package io.flowmanager.rabbitmq.inbound;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.rabbitmq.RabbitSettings;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests that begin something new through a few at a time, so that under load what has begun
 * goes on: a caller who is not answered yet can be tried again, one in the midst of a flow hears
 * nothing. Some more wait; the rest is turned away.
 */
public final class CreationBulkhead implements Interceptor {
  /** Half of the connections to the database: the other half is for what has begun. */
  static final int AT_ONCE = 8;

  /** Of the deliveries that are taken at once, a quarter is left for what has begun. */
  static final int WAITING_MAX = RabbitSettings.PREFETCH * 3 / 4;

  /** A bit less than the 3 seconds that most services wait for an answer. */
  static final Duration WAIT_MAX = Duration.ofMillis(2500);

  private final Semaphore within = new Semaphore(AT_ONCE, true);
  private final Semaphore before = new Semaphore(AT_ONCE + WAITING_MAX);

  /** Requests that continue what has begun pass at once. */
  @Override
  public Handler around(IncomingRequest request, RoutedRequest routed, Handler next) {
    return routed.isCreation() ? () -> through(next) : next;
  }

  /**
   * Handles a creation when its turn comes.
   *
   * @throws FlowException OVERLOADED too many wait already, or its turn did not come in time
   */
  Answer through(Handler creation) {
    if (!before.tryAcquire()) {
      throw overloaded("%d of its kind wait already".formatted(WAITING_MAX));
    }
    try {
      if (!within.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw overloaded("its turn did not come within " + Wording.duration(WAIT_MAX));
      }
      try {
        return creation.handle();
      } finally {
        within.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FlowException(
          Reason.SHUTTING_DOWN, "Expected to begin something new, but this process ends");
    } finally {
      before.release();
    }
  }

  private static FlowException overloaded(String found) {
    return new FlowException(
        Reason.OVERLOADED, "Expected to begin something new at once, but " + found);
  }
}
