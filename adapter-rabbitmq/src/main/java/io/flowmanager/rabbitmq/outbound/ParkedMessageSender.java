package io.flowmanager.rabbitmq.outbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.port.ParkedMessages.Parked;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.rabbitmq.Message;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Puts parked messages into the queue where they came from. */
public final class ParkedMessageSender {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String HEADER = "headers.";

  private final ConfirmedPublisher publisher;

  @Inject
  public ParkedMessageSender(ConfirmedPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Sends it as it was, but that its headers are texts; returns when the broker has it.
   *
   * @throws FlowException SERVICE_UNAVAILABLE, BROKER_UNAVAILABLE
   */
  public void send(Parked message) {
    var sent =
        Message.toQueue(
            message.label().queue(),
            properties(message.label().properties()),
            Json.of(message.body()));
    try {
      publisher.publish(List.of(sent), PATIENCE).toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof FlowException refusal ? refusal : failed;
    }
  }

  private static BasicProperties properties(Map<String, String> texts) {
    var headers = new HashMap<String, Object>();
    texts.forEach((name, value) -> {
      if (name.startsWith(HEADER)) {
        headers.put(name.substring(HEADER.length()), value);
      }
    });
    var properties =
        new BasicProperties.Builder().deliveryMode(Message.PERSISTENT).headers(headers);
    Optional.ofNullable(texts.get("content_type")).ifPresent(properties::contentType);
    Optional.ofNullable(texts.get("correlation_id")).ifPresent(properties::correlationId);
    Optional.ofNullable(texts.get("reply_to")).ifPresent(properties::replyTo);
    Optional.ofNullable(texts.get("message_id")).ifPresent(properties::messageId);
    return properties.build();
  }
}
