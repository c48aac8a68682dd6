package io.flowmanager.rabbitmq;

import io.flowmanager.application.event.EventType;
import java.time.Duration;

/** Counts and times of the adapter. Cheap, never fails, may be called from any thread. */
public interface RabbitMeasurements {
  /** State of a circuit breaker. */
  enum BreakerState {
    CLOSED("closed"),
    OPEN("open"),
    HALF_OPEN("half-open");

    private final String wireName;

    BreakerState(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /** Tells if everything works over the broker; comes again without a change. */
  void connected(boolean isConnected);

  /**
   * A request was answered.
   *
   * @param label which kind it was, {@code notfound} if none of ours; {@code method} is empty then
   */
  void requestAnswered(String label, String method, Duration took);

  /**
   * Another service was asked; also where it did not answer.
   *
   * @param target the queue
   */
  void asked(String target, String resource, Method method, Duration took);

  /** An answer came that nobody waits for any more. */
  void answeredLate();

  void breakerChanged(String target, BreakerState from, BreakerState to);

  /** A question was not put because its target does not answer. */
  void breakerRefused(String target);

  /** The broker has an event of ours. */
  void eventPublished(EventType type, Duration took);

  /** The broker has a request of ours to call a customer's webhook. */
  void webhookRequested(EventType type, Duration took);

  /** Number of messages that the broker has not confirmed yet. */
  void unconfirmed(int count);

  /** An event of another service was one for us, and is done. */
  void eventHandled(String publisher, String type, Duration took);

  /** An event of another service could not be handled, and comes again. */
  void eventRetried(String queue, int retry);

  /** An event of another service could not be handled, and is gone. */
  void eventDropped(String queue);

  /** Nobody works any more on a message that processes ended with. */
  void messageParked(String queue);

  /** Counts nothing. */
  RabbitMeasurements NONE =
      new RabbitMeasurements() {
        @Override
        public void connected(boolean isConnected) {}

        @Override
        public void requestAnswered(String label, String method, Duration took) {}

        @Override
        public void asked(String target, String resource, Method method, Duration took) {}

        @Override
        public void answeredLate() {}

        @Override
        public void breakerChanged(String target, BreakerState from, BreakerState to) {}

        @Override
        public void breakerRefused(String target) {}

        @Override
        public void eventPublished(EventType type, Duration took) {}

        @Override
        public void webhookRequested(EventType type, Duration took) {}

        @Override
        public void unconfirmed(int count) {}

        @Override
        public void eventHandled(String publisher, String type, Duration took) {}

        @Override
        public void eventRetried(String queue, int retry) {}

        @Override
        public void eventDropped(String queue) {}

        @Override
        public void messageParked(String queue) {}
      };
}
