package io.flowmanager.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.flowmanager.app.conversation.Amqp;
import io.flowmanager.app.conversation.JsonText;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** A caller's connection, which comes back by itself when the broker does. */
final class Line implements AutoCloseable {
  private static final String REQUESTS = "bin-manager.flow-manager.request";

  private final Connection connection;
  private final Channel channel;
  private final String replies = "caller-" + UUID.randomUUID();
  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  Line(URI broker) throws IOException, TimeoutException {
    connection = factory(broker).newConnection("callers");
    channel = connection.createChannel();
    channel.queueDeclare(replies, false, false, true, null);
    channel.basicConsume(replies, true, (tag, reply) -> take(reply), tag -> {});
  }

  static ConnectionFactory factory(URI broker) {
    ConnectionFactory factory = Amqp.factory(broker);
    factory.setNetworkRecoveryInterval(200);
    factory.setRequestedHeartbeat(5);
    return factory;
  }

  private void take(Delivery reply) {
    Optional.ofNullable(waiting.get(reply.getProperties().getCorrelationId()))
        .ifPresent(caller -> caller.complete(JsonText.of(new String(reply.getBody(), UTF_8))));
  }

  /**
   * What is answered; empty where nothing is in time.
   *
   * @param copies how often the very same message is sent
   */
  Optional<JsonNode> ask(String method, String uri, String data, Duration patience, int copies)
      throws InterruptedException {
    String correlation = UUID.randomUUID().toString();
    var reply = new CompletableFuture<JsonNode>();
    waiting.put(correlation, reply);
    String envelope =
        "{\"uri\":\"%s\",\"method\":\"%s\",\"data_type\":\"application/json\",\"data\":%s}"
            .formatted(uri, method, data);
    var properties =
        new AMQP.BasicProperties.Builder()
            .contentType("text/plain")
            .replyTo(replies)
            .correlationId(correlation)
            .build();
    try {
      for (int copy = 0; copy < copies; copy++) {
        synchronized (channel) {
          channel.basicPublish("", REQUESTS, properties, envelope.getBytes(UTF_8));
        }
      }
      return Optional.of(reply.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | IOException | AlreadyClosedException noAnswer) {
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      waiting.remove(correlation);
    }
  }

  @Override
  public void close() {
    connection.abort(1000);
  }
}
