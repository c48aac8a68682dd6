package io.flowmanager.app.observe.metrics;

import io.flowmanager.application.event.EventType;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.micrometer.core.instrument.Tag;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The meters of what goes over the broker. */
@Singleton
public final class MicrometerRabbitMeasurements implements RabbitMeasurements {
  private static final String PREFIX = "flow_manager_";

  /** The meters that the platform's common library counts as well: has its own prefix. */
  private static final String COMMON_PREFIX = "rabbitmqhandler_";

  private final Meters meters;

  @Inject
  public MicrometerRabbitMeasurements(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void connected(boolean isConnected) {
    meters.gauge(PREFIX + "rabbitmq_connected").set(isConnected ? 1 : 0);
  }

  @Override
  public void requestAnswered(String label, String method, Duration took) {
    meters.milliseconds(
        PREFIX + "receive_request_process_time",
        took,
        Tag.of("type", label),
        Tag.of("method", method));
  }

  @Override
  public void asked(String target, String resource, Method method, Duration took) {
    meters.milliseconds(
        PREFIX + "request_process_time",
        took,
        Tag.of("target", target),
        Tag.of("resource", resource),
        Tag.of("method", method.name()));
  }

  @Override
  public void answeredLate() {
    meters.count(PREFIX + "request_answered_late");
  }

  @Override
  public void breakerChanged(String target, BreakerState from, BreakerState to) {
    meters.count(
        PREFIX + "circuitbreaker_state_transitions",
        Tag.of("target", target),
        Tag.of("from", from.wireName()),
        Tag.of("to", to.wireName()));
    meters
        .gauge(PREFIX + "circuitbreaker_state", Tag.of("target", target))
        .set(
            switch (to) {
              case CLOSED -> 0;
              case OPEN -> 1;
              case HALF_OPEN -> 2;
            });
  }

  @Override
  public void breakerRefused(String target) {
    meters.count(PREFIX + "circuitbreaker_rejected", Tag.of("target", target));
  }

  @Override
  public void eventPublished(EventType type, Duration took) {
    meters.count(PREFIX + "event_publish", Tag.of("event_type", type.wireName()));
    notified(type, took);
  }

  @Override
  public void webhookRequested(EventType type, Duration took) {
    meters.count(PREFIX + "webhook_request", Tag.of("event_type", type.wireName()));
  }

  @Override
  public void unconfirmed(int count) {
    meters.gauge(PREFIX + "unconfirmed_messages").set(count);
  }

  @Override
  public void eventHandled(String publisher, String type, Duration took) {
    meters.milliseconds(
        PREFIX + "receive_subscribe_event_process_time",
        took,
        Tag.of("publisher", publisher),
        Tag.of("type", type));
  }

  @Override
  public void eventRetried(String queue, int retry) {
    meters.count(
        COMMON_PREFIX + "event_retried",
        Tag.of("queue", queue),
        Tag.of("retry_count", Integer.toString(retry)));
  }

  @Override
  public void eventDropped(String queue) {
    meters.count(COMMON_PREFIX + "event_dropped", Tag.of("queue", queue));
  }

  @Override
  public void messageParked(String queue) {
    meters.count(PREFIX + "message_park", Tag.of("queue", queue));
  }

  private void notified(EventType type, Duration took) {
    meters.count(PREFIX + "notify", Tag.of("type", type.wireName()));
    meters.milliseconds(PREFIX + "notify_process_time", took, Tag.of("type", type.wireName()));
  }
}
