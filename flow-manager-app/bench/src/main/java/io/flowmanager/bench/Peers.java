package io.flowmanager.bench;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.flowmanager.rabbitmq.QueueNames;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * All the other services: each request is answered at once with an empty success, and each event is
 * taken. What came is counted.
 */
final class Peers implements AutoCloseable {
  /** The service that customers' webhooks go through, so that it is counted by itself. */
  static final String WEBHOOKS = QueueNames.requestsOf("webhook-manager");

  private static final List<String> OTHERS =
      List.of(
          "direct-manager",
          "call-manager",
          "queue-manager",
          "conference-manager",
          "ai-manager",
          "transcribe-manager",
          "message-manager",
          "email-manager",
          "conversation-manager",
          "contact-manager");

  private static final byte[] OK =
      Scan.ascii("{\"status_code\":200,\"data_type\":\"application/json\"}");

  private final Connection connection;
  private final Messages events = new Messages();
  private final Messages webhooks = new Messages();
  private final Messages others = new Messages();

  private Peers(Connection connection) {
    this.connection = connection;
  }

  /** So many messages of so many bytes. */
  private static final class Messages {
    private final LongAdder count = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void add(byte[] body) {
      count.increment();
      bytes.add(body.length);
    }

    Counted now() {
      return new Counted(count.sum(), bytes.sum());
    }
  }

  /** Number of messages, and of bytes in them together. */
  record Counted(long messages, long bytes) {
    Counted since(Counted earlier) {
      return new Counted(messages - earlier.messages, bytes - earlier.bytes);
    }

    /** Of one of them, on average. */
    int size() {
      return messages == 0 ? 0 : (int) (bytes / messages);
    }
  }

  /** The messages of each kind. */
  record Counts(Counted events, Counted webhooks, Counted others) {
    Counts since(Counts earlier) {
      return new Counts(
          events.since(earlier.events),
          webhooks.since(earlier.webhooks),
          others.since(earlier.others));
    }
  }

  /**
   * Takes their place, and listens to what is published to this exchange.
   *
   * @throws IllegalStateException if one of them is there: its requests are not ours to take
   */
  static Peers play(Connection connection, String eventExchange) throws IOException {
    var peers = new Peers(connection);
    Channel channel = connection.createChannel();
    peers.serve(channel, WEBHOOKS, peers.webhooks);
    for (String service : OTHERS) {
      peers.serve(channel, QueueNames.requestsOf(service), peers.others);
    }
    peers.listen(channel, eventExchange);
    return peers;
  }

  Counts counts() {
    return new Counts(events.now(), webhooks.now(), others.now());
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private void serve(Channel channel, String queue, Messages counted) throws IOException {
    Wire.declareQueue(channel, queue);
    if (channel.consumerCount(queue) > 0) {
      throw new IllegalStateException(
          "Expected nobody to serve %s, but somebody does: take a virtual host of one's own"
              .formatted(queue));
    }
    channel.basicConsume(
        queue,
        true,
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag, Envelope envelope, BasicProperties properties, byte[] body)
              throws IOException {
            counted.add(body);
            String replyTo = properties.getReplyTo();
            if (replyTo != null && !replyTo.isEmpty()) {
              channel.basicPublish("", replyTo, answering(properties), OK);
            }
          }
        });
  }

  private static BasicProperties answering(BasicProperties asked) {
    return new BasicProperties.Builder()
        .contentType(Wire.CONTENT_TYPE)
        .correlationId(asked.getCorrelationId())
        .build();
  }

  private void listen(Channel channel, String exchange) throws IOException {
    Wire.declareEvents(channel, exchange);
    String queue = channel.queueDeclare().getQueue();
    channel.queueBind(queue, exchange, "");
    channel.basicConsume(
        queue,
        true,
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            events.add(body);
          }
        });
  }
}
