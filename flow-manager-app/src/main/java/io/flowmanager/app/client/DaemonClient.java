package io.flowmanager.app.client;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AMQP.Queue.DeclareOk;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.json.EnvelopeJson.Response;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.rabbitmq.RabbitAddress;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Asks a running flow manager: one connection, one reply queue of its own, and a correlation id for
 * each question. May be used from any thread.
 */
public final class DaemonClient implements AutoCloseable {
  private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(5);

  /** The time that the broker may take for a declaration. */
  private static final Duration BROKER_WAIT_MAX = Duration.ofSeconds(5);

  private final RabbitAddress address;
  private final String requestQueue;
  private final Connection connection;
  private final Channel channel;
  private final String replies;
  private final Map<String, CompletableFuture<Response>> waiting = new ConcurrentHashMap<>();

  private DaemonClient(
      RabbitAddress address, String requestQueue, Connection connection, Channel channel)
      throws IOException {
    this.address = address;
    this.requestQueue = requestQueue;
    this.connection = connection;
    this.channel = channel;
    this.replies = channel.queueDeclare().getQueue();
    channel.basicConsume(replies, true, new Replies(channel));
    connection.addShutdownListener(this::lost);
  }

  /**
   * Connects.
   *
   * @param name what the broker's operator sees it as
   * @throws NoAnswerException if there is no broker, or nobody takes requests from the queue
   */
  public static DaemonClient connect(RabbitAddress address, String requestQueue, String name) {
    Connection connection;
    try {
      connection = factory(address).newConnection(name);
    } catch (IOException | TimeoutException | GeneralSecurityException absent) {
      throw new NoAnswerException(
          "no connection to RabbitMQ at %s: %s".formatted(address, innermost(absent)), absent);
    }
    try {
      requireServed(connection, requestQueue, address);
      return new DaemonClient(address, requestQueue, connection, connection.createChannel());
    } catch (IOException | RuntimeException failure) {
      connection.abort();
      throw failure instanceof NoAnswerException nobody
          ? nobody
          : new NoAnswerException(
              "RabbitMQ at %s refuses: %s".formatted(address, innermost(failure)), failure);
    }
  }

  private static ConnectionFactory factory(RabbitAddress address) throws GeneralSecurityException {
    ConnectionFactory factory = address.connectionFactory();
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout((int) CONNECT_WAIT_MAX.toMillis());
    factory.setHandshakeTimeout((int) CONNECT_WAIT_MAX.toMillis());
    factory.setChannelRpcTimeout((int) BROKER_WAIT_MAX.toMillis());
    factory.setThreadFactory(Thread.ofPlatform().daemon().name("client-", 0).factory());
    return factory;
  }

  /** Who asks a queue that nobody serves would wait for nothing. */
  private static void requireServed(Connection connection, String queue, RabbitAddress address)
      throws IOException {
    Channel probe = connection.createChannel();
    DeclareOk found;
    try {
      found = probe.queueDeclarePassive(queue);
    } catch (IOException refused) {
      throw new NoAnswerException(
          "there is no queue %s at %s: %s".formatted(queue, address, innermost(refused)), refused);
    }
    probe.abort();
    if (found.getConsumerCount() == 0) {
      throw new NoAnswerException("nobody takes requests from %s at %s".formatted(queue, address));
    }
  }

  /**
   * Asks. The answer comes later, or NoAnswerException when the connection is lost; who waits too
   * long gives up by cancelling.
   *
   * @param data none: a request without a body
   */
  public CompletableFuture<Response> ask(String method, String uri, Optional<Json> data) {
    String id = UUID.randomUUID().toString();
    var answer = new CompletableFuture<Response>();
    waiting.put(id, answer);
    var properties =
        new BasicProperties.Builder()
            .contentType("text/plain")
            .correlationId(id)
            .replyTo(replies)
            .build();
    byte[] request = EnvelopeJson.writeRequest(method, uri, EnvelopeJson.JSON, data).utf8();
    try {
      channel.basicPublish("", requestQueue, properties, request);
    } catch (IOException | ShutdownSignalException lost) {
      answer.completeExceptionally(
          new NoAnswerException(
              "lost RabbitMQ at %s: %s".formatted(address, innermost(lost)), lost));
    }
    return answer.whenComplete((answered, failed) -> waiting.remove(id));
  }

  /**
   * Hands over every event that is published from now on, one after the other.
   *
   * @throws NoAnswerException if there is no such exchange
   */
  public void listen(String exchange, Consumer<Event> listener) {
    try {
      Channel events = connection.createChannel();
      String queue = events.queueDeclare().getQueue();
      events.queueBind(queue, exchange, "");
      events.basicConsume(queue, true, new Events(events, listener));
    } catch (IOException | ShutdownSignalException refused) {
      throw new NoAnswerException(
          "no events come from %s at %s: %s".formatted(exchange, address, innermost(refused)),
          refused);
    }
  }

  /** Runs when the connection is lost, not when it is closed here. */
  public void whenLost(Runnable action) {
    connection.addShutdownListener(cause -> {
      if (!cause.isInitiatedByApplication()) {
        action.run();
      }
    });
  }

  @Override
  public void close() {
    connection.abort((int) BROKER_WAIT_MAX.toMillis());
  }

  private void lost(ShutdownSignalException cause) {
    var nobody =
        new NoAnswerException(
            "lost RabbitMQ at %s: %s".formatted(address, innermost(cause)), cause);
    waiting.values().forEach(answer -> answer.completeExceptionally(nobody));
  }

  /** The broker's or the network's own words. */
  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  private final class Replies extends DefaultConsumer {
    Replies(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) {
      String id = Optional.ofNullable(properties.getCorrelationId()).orElse("");
      Optional.ofNullable(waiting.get(id)).ifPresent(answer -> complete(answer, body));
    }

    private static void complete(CompletableFuture<Response> answer, byte[] body) {
      try {
        answer.complete(EnvelopeJson.readResponse(body));
      } catch (FlowException unreadable) {
        answer.completeExceptionally(unreadable);
      }
    }
  }

  private static final class Events extends DefaultConsumer {
    private final Consumer<Event> listener;

    Events(Channel channel, Consumer<Event> listener) {
      super(channel);
      this.listener = listener;
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) {
      listener.accept(EnvelopeJson.readEvent(body));
    }
  }
}
