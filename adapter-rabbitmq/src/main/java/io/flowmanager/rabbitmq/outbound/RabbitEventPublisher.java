package io.flowmanager.rabbitmq.outbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.DomainEvent.OfActiveflow;
import io.flowmanager.application.event.DomainEvent.OfFlow;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.port.EventPublisher;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events to our exchange, and what concerns a customer's webhook to the webhook-manager as a
 * request that is not answered.
 *
 * <p>Fails at once where there is no channel: whoever publishes keeps what is not published.
 */
@Singleton
public final class RabbitEventPublisher implements EventPublisher {
  private static final Logger log = LoggerFactory.getLogger(RabbitEventPublisher.class);

  private static final BasicProperties PROPERTIES =
      new BasicProperties.Builder()
          .contentType(Message.CONTENT_TYPE)
          .deliveryMode(Message.PERSISTENT)
          .build();

  private final ConfirmedPublisher publisher;
  private final RabbitMeasurements measurements;
  private final String exchange;
  private final String webhookQueue;

  @Inject
  public RabbitEventPublisher(
      ConfirmedPublisher publisher, RabbitSettings settings, RabbitMeasurements measurements) {
    this.publisher = publisher;
    this.measurements = measurements;
    this.exchange = settings.names().eventExchange();
    this.webhookQueue = settings.names().webhookQueue();
  }

  @Override
  public CompletionStage<Void> publish(List<DomainEvent> announcements) {
    long began = System.nanoTime();
    var messages = new ArrayList<Supplier<Optional<Message>>>(2 * announcements.size());
    for (DomainEvent announcement : announcements) {
      messages.add(() -> event(announcement));
      if (announcement instanceof OfActiveflow change && change.isForCustomer()) {
        messages.add(() -> webhook(change));
      }
    }
    return publisher
        .publishEach(messages, Duration.ZERO)
        .thenRun(() -> count(announcements, Duration.ofNanos(System.nanoTime() - began)));
  }

  @Override
  public boolean isReady() {
    return publisher.isReady();
  }

  private Optional<Message> event(DomainEvent announcement) {
    String type = announcement.type().wireName();
    Json body =
        switch (announcement) {
          case OfFlow change -> EnvelopeJson.writeEvent(type, change.flow());
          case OfActiveflow change -> EnvelopeJson.writeEvent(type, change.activeflow());
        };
    return message(announcement, exchange, "", body);
  }

  private Optional<Message> webhook(OfActiveflow change) {
    Json request = EnvelopeJson.writeWebhookRequest(change.type().wireName(), change.activeflow());
    return message(change, "", webhookQueue, request);
  }

  /** Empty: no broker takes it, ever, so it is not kept either. */
  private static Optional<Message> message(
      DomainEvent announcement, String exchange, String routingKey, Json body) {
    if (body.length() > Message.BODY_BYTES_MAX) {
      log.error(
          "Expected an {} of at most {} bytes, but it has {}: it is not published",
          announcement.type().wireName(),
          Message.BODY_BYTES_MAX,
          body.length());
      return Optional.empty();
    }
    return Optional.of(new Message(exchange, routingKey, PROPERTIES, body));
  }

  private void count(List<DomainEvent> announcements, Duration took) {
    for (DomainEvent announcement : announcements) {
      measurements.eventPublished(announcement.type(), took);
      if (announcement instanceof OfActiveflow change && change.isForCustomer()) {
        measurements.webhookRequested(announcement.type(), took);
      }
    }
  }
}
