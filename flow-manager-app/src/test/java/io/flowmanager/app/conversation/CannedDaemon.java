package io.flowmanager.app.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** As much of a daemon as a player can be tried out on: it does what it was told, and no more. */
final class CannedDaemon implements RunningDaemon, AutoCloseable {
  private final String name = "canned-" + UUID.randomUUID();
  private final URI broker;
  private final Connection connection;
  private final Channel channel;
  private final Map<String, Reaction> reactions = new ConcurrentHashMap<>();

  /** The things that it does upon a request; its answer. */
  interface Reaction {
    String to(JsonNode request) throws IOException, InterruptedException;
  }

  CannedDaemon(URI broker) throws Exception {
    this.broker = broker;
    connection = Amqp.connect(broker, name);
    channel = connection.createChannel();
    channel.exchangeDeclare(eventExchange(), BuiltinExchangeType.FANOUT, true);
    channel.queueDeclare(requestQueue(), false, true, true, null);
    channel.basicConsume(requestQueue(), true, (tag, request) -> answer(request), tag -> {});
  }

  @Override
  public URI broker() {
    return broker;
  }

  @Override
  public String requestQueue() {
    return name + ".request";
  }

  @Override
  public String eventExchange() {
    return name + ".event";
  }

  CannedDaemon upon(String method, String uri, Reaction reaction) {
    reactions.put(method + " " + uri, reaction);
    return this;
  }

  void publish(String event) throws IOException {
    send(eventExchange(), "", new AMQP.BasicProperties(), event);
  }

  /** Tells a peer; the answer is of no interest. */
  void tell(String manager, String request) throws IOException {
    var properties =
        new AMQP.BasicProperties.Builder().contentType("text/plain").replyTo("nowhere").build();
    send("", "bin-manager.%s-manager.request".formatted(manager), properties, request);
  }

  private void answer(Delivery delivery) throws IOException {
    JsonNode request =
        JsonText.parse(new String(delivery.getBody(), UTF_8)).orElseGet(JsonText::object);
    String uri = request.path("uri").asString("").replaceAll(Symbols.UUID.pattern(), "{id}");
    Reaction reaction =
        reactions.getOrDefault(
            request.path("method").asString("") + " " + uri, any -> "{\"status_code\": 404}");
    try {
      var properties =
          new AMQP.BasicProperties.Builder()
              .contentType("text/plain")
              .correlationId(delivery.getProperties().getCorrelationId())
              .build();
      send("", delivery.getProperties().getReplyTo(), properties, reaction.to(request));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String exchange, String key, AMQP.BasicProperties properties, String body)
      throws IOException {
    channel.basicPublish(exchange, key, properties, body.getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    try (connection) {
      connection.createChannel().exchangeDelete(eventExchange());
    }
  }
}
