package io.flowmanager.rabbitmq.inbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import io.flowmanager.rabbitmq.outbound.Delays;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes other services' events off our queue. One that can't be handled comes again later, each
 * time after a longer pause, and is dropped in the end; one that can't be read is dropped at once.
 *
 * <p>How often it came again is in its header {@value #RETRY_COUNT}, as in every service of the
 * platform.
 */
@Singleton
public final class EventListener {
  private static final Logger log = LoggerFactory.getLogger(EventListener.class);

  static final String RETRY_COUNT = "x-retry-count";

  /** The pauses before an event comes again; after the last it is dropped. */
  static final List<Duration> RETRY_DELAYS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(120));

  /** Time that an event waits for a channel to be put off over. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** An event that can't even be put off comes again at once; this keeps it from doing so fast. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Delays delays;
  private final MessageMemoryLimiter limiter;
  private final Reaction reaction;
  private final List<Duration> retryDelays;
  private final RabbitMeasurements measurements;
  private final Optional<RedeliveryExecutor> redeliveries;
  private final KeyedExecutor executor = new KeyedExecutor();

  /** Begins with the connection. */
  @Inject
  public EventListener(
      RabbitConnection connection,
      RabbitSettings settings,
      RabbitMeasurements measurements,
      Delays delays,
      MessageMemoryLimiter limiter,
      Reaction reaction,
      RedeliveryExecutor redeliveries) {
    this(
        connection,
        settings,
        measurements,
        delays,
        limiter,
        reaction,
        RETRY_DELAYS,
        Optional.of(redeliveries));
  }

  public EventListener(
      RabbitConnection connection,
      RabbitSettings settings,
      RabbitMeasurements measurements,
      Delays delays,
      MessageMemoryLimiter limiter,
      Reaction reaction,
      List<Duration> retryDelays,
      Optional<RedeliveryExecutor> redeliveries) {
    this.measurements = measurements;
    this.delays = delays;
    this.limiter = limiter;
    this.redeliveries = redeliveries;
    this.reaction = reaction;
    this.retryDelays = retryDelays;
    connection.add(
        new QueueConsumers(
            "events",
            List.of(settings.names().subscribeQueue()),
            settings.prefetch(),
            delivery -> executor.run(Optional.empty(), () -> handle(delivery))));
  }

  private void handle(Delivery delivery) {
    long weight = MessageMemoryLimiter.weigh(delivery.body());
    try {
      limiter.take(weight);
    } catch (FlowException noRoom) {
      failed(delivery, noRoom);
      return;
    }
    Runnable handling = limiter.within(weight, () -> handleWithin(delivery));
    if (delivery.mayHaveEndedAProcess() && redeliveries.isPresent()) {
      Runnable ifParked = limiter.within(weight, delivery::acknowledge);
      redeliveries.get().run(delivery, RedeliveryExecutor.Name.UNREAD, handling, ifParked);
    } else {
      handling.run();
    }
  }

  private void handleWithin(Delivery delivery) {
    long arrived = System.nanoTime();
    try {
      Event event = EnvelopeJson.readEvent(delivery.body());
      if (reaction.react(event)) {
        measurements.eventHandled(
            event.publisher(), event.type(), Duration.ofNanos(System.nanoTime() - arrived));
      }
      delivery.acknowledge();
    } catch (Throwable failure) {
      failed(delivery, failure);
    }
  }

  private void failed(Delivery delivery, Throwable failure) {
    if (failure instanceof FlowException unreadable
        && (unreadable.isFor(Reason.INVALID_REQUEST)
            || unreadable.isFor(Reason.REQUEST_TOO_LARGE))) {
      // Whoever may publish may publish this: no bug of ours, and not worth a stack trace each.
      log.warn("An event can't be read, and is dropped: {}", failure.getMessage());
      dropped(delivery);
    } else {
      putOff(delivery, failure);
    }
  }

  private void putOff(Delivery delivery, Throwable failure) {
    int retries = retries(delivery.properties());
    if (retries >= retryDelays.size()) {
      drop(delivery, "failed %d times".formatted(retries + 1), failure);
      return;
    }
    Duration delay = retryDelays.get(retries);
    try {
      delays
          .publish(
              delivery.queue(),
              delay,
              retried(delivery.properties(), retries + 1),
              Json.of(delivery.body()),
              PATIENCE)
          .toCompletableFuture()
          .join();
    } catch (RuntimeException undeliverable) {
      log.warn("An event can't be put off, and comes again", undeliverable);
      pause();
      delivery.giveBack();
      return;
    }
    if (failure instanceof FlowException refusal && refusal.isFor(Reason.STORE_UNAVAILABLE)) {
      // The store says by itself, once, what it is in trouble with.
      log.debug("An event waits {} for the store: {}", delay, refusal.getMessage());
    } else {
      log.warn("An event failed, and comes again after {}", delay, failure);
    }
    measurements.eventRetried(delivery.queue(), retries + 1);
    delivery.acknowledge();
  }

  private void drop(Delivery delivery, String why, Throwable failure) {
    log.error("An event {}, and is dropped", why, failure);
    dropped(delivery);
  }

  private void dropped(Delivery delivery) {
    measurements.eventDropped(delivery.queue());
    delivery.acknowledge();
  }

  /** A count of another type is none: that is the platform's rule. */
  private static int retries(BasicProperties properties) {
    return headers(properties).get(RETRY_COUNT) instanceof Integer count ? Math.max(count, 0) : 0;
  }

  private static BasicProperties retried(BasicProperties properties, int retries) {
    Map<String, Object> headers = headers(properties);
    headers.put(RETRY_COUNT, retries);
    return new BasicProperties.Builder()
        .contentType(Message.CONTENT_TYPE)
        .deliveryMode(Message.PERSISTENT)
        .headers(headers)
        .build();
  }

  private static Map<String, Object> headers(BasicProperties properties) {
    return new HashMap<>(Optional.ofNullable(properties.getHeaders()).orElse(Map.of()));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
