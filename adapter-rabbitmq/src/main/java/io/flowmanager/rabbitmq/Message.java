package io.flowmanager.rabbitmq;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.memory.MessageMemoryLimiter;

/**
 * A message to be published.
 *
 * @param exchange empty: the one that takes every message to the queue its routing key names
 */
public record Message(String exchange, String routingKey, BasicProperties properties, Json body) {

  /**
   * The longest body that is sent, and no longer one is taken, however much {@link
   * MessageMemoryLimiter} there is: 16 MiB, which is what RabbitMQ 4 lets through unless told
   * otherwise.
   */
  public static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

  /** Content type of every body on the platform, though all of them are JSON. */
  public static final String CONTENT_TYPE = "text/plain";

  /** AMQP's word for what survives a restart of the broker, in a queue that does. */
  public static final int PERSISTENT = 2;

  public Message {
    requireNonNull(exchange, "exchange");
    requireNonNull(routingKey, "routingKey");
    requireNonNull(properties, "properties");
    if (body.length() > BODY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "Expected a body of at most %d bytes, but it has %d"
              .formatted(BODY_BYTES_MAX, body.length()));
    }
  }

  public static Message toQueue(String queue, BasicProperties properties, Json body) {
    return new Message("", queue, properties, body);
  }
}
