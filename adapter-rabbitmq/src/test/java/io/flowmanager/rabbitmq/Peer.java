package io.flowmanager.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.flowmanager.rabbitmq.connection.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another service as a test plays it: plain AMQP over a connection of its own. */
public final class Peer implements AutoCloseable {
  /** Long enough for a machine that has a lot else to do. */
  public static final long PATIENCE_SECONDS = 30;

  private final Connection connection;
  private final Channel channel;
  private final String replyQueue;
  private final BlockingQueue<Delivery> replies;

  public Peer() throws IOException, TimeoutException, GeneralSecurityException {
    ConnectionFactory factory = TestBroker.address().connectionFactory();
    factory.setAutomaticRecoveryEnabled(false);
    connection = factory.newConnection("test");
    channel = connection.createChannel();
    replyQueue = queue();
    replies = consume(replyQueue);
  }

  public Channel channel() {
    return channel;
  }

  String replyQueue() {
    return replyQueue;
  }

  /** A queue that goes with this peer. */
  public String queue() throws IOException {
    String name = "peer." + UUID.randomUUID();
    channel.queueDeclare(name, false, true, true, Map.of());
    return name;
  }

  /** RabbitMQ's direct reply-to; on a broker that has none, a queue that is named like one. */
  public String directReplyTo() throws IOException {
    if (Dialect.of(connection) == Dialect.RABBITMQ) {
      return "amq.rabbitmq.reply-to";
    }
    String name = "amq.rabbitmq.reply-to." + UUID.randomUUID();
    channel.queueDeclare(name, false, true, true, Map.of());
    return name;
  }

  /** A queue of this peer that gets everything published to {@code exchange}. */
  public String queueOn(String exchange) throws IOException {
    String queue = queue();
    channel.queueBind(queue, exchange, "");
    return queue;
  }

  public BlockingQueue<Delivery> consume(String queue) throws IOException {
    var arriving = new LinkedBlockingQueue<Delivery>();
    channel.basicConsume(queue, true, (tag, delivery) -> arriving.add(delivery), tag -> {});
    return arriving;
  }

  /** Sends a request, to be answered to this peer. */
  public void ask(String queue, String correlationId, String body) throws IOException {
    var properties =
        new BasicProperties.Builder()
            .contentType("text/plain")
            .correlationId(correlationId)
            .replyTo(replyQueue)
            .build();
    channel.basicPublish("", queue, properties, utf8(body));
  }

  /** Sends a request that is not to be answered. */
  public void tell(String queue, String body) throws IOException {
    channel.basicPublish("", queue, new BasicProperties(), utf8(body));
  }

  /** Answers a request this peer took. */
  public void answer(Delivery request, String body) throws IOException {
    var properties =
        new BasicProperties.Builder()
            .contentType("text/plain")
            .correlationId(request.getProperties().getCorrelationId())
            .build();
    channel.basicPublish("", request.getProperties().getReplyTo(), properties, utf8(body));
  }

  /** The next answer to this peer. */
  public Delivery reply() throws InterruptedException {
    return next(replies);
  }

  public BlockingQueue<Delivery> replies() {
    return replies;
  }

  public static Delivery next(BlockingQueue<Delivery> arriving) throws InterruptedException {
    Delivery next = arriving.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("what arrives within %d seconds", PATIENCE_SECONDS).isNotNull();
    return next;
  }

  public static String text(Delivery delivery) {
    return new String(delivery.getBody(), StandardCharsets.UTF_8);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
