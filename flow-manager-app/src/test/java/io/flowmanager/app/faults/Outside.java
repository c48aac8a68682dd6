package io.flowmanager.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.flowmanager.app.conversation.JsonText;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Everyone besides callers and daemons: the message-manager, which answers, the webhook-manager,
 * which is only told, and one who listens to all events. It keeps what it saw, and when.
 */
final class Outside implements AutoCloseable {
  private static final String MESSAGES = "bin-manager.message-manager.request";
  private static final String WEBHOOKS = "bin-manager.webhook-manager.request";
  private static final String EVENTS = "bin-manager.flow-manager.event";
  private static final String LISTENER = "fault-suite-listener";

  /** An event, as far as its order shows. */
  record Seen(String type, long step, boolean ended) {}

  private final Connection connection;
  private final Channel channel;
  private final Map<String, Queue<Long>> messages = new ConcurrentHashMap<>();
  private final Map<String, Queue<Seen>> events = new ConcurrentHashMap<>();
  private final Map<String, Queue<Integer>> webhooks = new ConcurrentHashMap<>();
  private final Consumer<String> onMessage;
  private final AtomicLong lastEvent = new AtomicLong(System.nanoTime());

  Outside(URI broker) throws IOException, TimeoutException {
    this(broker, text -> {});
  }

  /**
   * @param onMessage is told of each message that is to be sent, before that is answered
   */
  Outside(URI broker, Consumer<String> onMessage) throws IOException, TimeoutException {
    this.onMessage = onMessage;
    connection = Line.factory(broker).newConnection("outside");
    channel = connection.createChannel();
    channel.basicQos(1000);
    for (String queue : List.of(MESSAGES, WEBHOOKS, LISTENER)) {
      channel.queueDeclare(queue, true, false, false, null);
    }
    channel.exchangeDeclare(EVENTS, BuiltinExchangeType.FANOUT, true);
    channel.queueBind(LISTENER, EVENTS, "");
    channel.basicConsume(MESSAGES, true, (tag, message) -> sendMessage(message), tag -> {});
    channel.basicConsume(WEBHOOKS, true, (tag, webhook) -> notice(webhook), tag -> {});
    channel.basicConsume(LISTENER, false, (tag, event) -> take(event), tag -> {});
  }

  private void sendMessage(Delivery request) throws IOException {
    JsonNode asked = JsonText.of(new String(request.getBody(), UTF_8));
    String text = asked.path("data").path("text").asString("");
    messages.computeIfAbsent(text, first -> new ConcurrentLinkedQueue<>()).add(System.nanoTime());
    onMessage.accept(text);
    var properties =
        new AMQP.BasicProperties.Builder()
            .contentType("text/plain")
            .correlationId(request.getProperties().getCorrelationId())
            .build();
    String answer =
        "{\"status_code\":200,\"data_type\":\"application/json\",\"data\":{\"id\":\"%s\"}}"
            .formatted(java.util.UUID.randomUUID());
    try {
      synchronized (channel) {
        channel.basicPublish(
            "", request.getProperties().getReplyTo(), properties, answer.getBytes(UTF_8));
      }
    } catch (AlreadyClosedException lost) {
      // who asked asks again
    }
  }

  private void take(Delivery delivery) throws IOException {
    JsonNode event = JsonText.of(new String(delivery.getBody(), UTF_8));
    JsonNode data = event.path("data");
    events
        .computeIfAbsent(data.path("id").asString(""), id -> new ConcurrentLinkedQueue<>())
        .add(
            new Seen(
                event.path("type").asString(""),
                data.path("execute_count").asLong(0),
                data.path("status").asString("").equals("ended")));
    lastEvent.set(System.nanoTime());
    try {
      synchronized (channel) {
        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
      }
    } catch (AlreadyClosedException lost) {
      // it comes again, which at least once allows
    }
  }

  /** Without acknowledging: what comes while the broker dies may be lost. */
  private void notice(Delivery webhook) {
    JsonNode activeflow =
        JsonText.of(new String(webhook.getBody(), UTF_8)).path("data").path("data").path("data");
    webhooks
        .computeIfAbsent(activeflow.path("id").asString(""), id -> new ConcurrentLinkedQueue<>())
        .add(activeflow.path("executed_actions").size());
  }

  /** When this text was sent. */
  List<Long> sendings(String text) {
    return List.copyOf(messages.getOrDefault(text, new ConcurrentLinkedQueue<>()));
  }

  List<Seen> eventsOf(String activeflow) {
    return List.copyOf(events.getOrDefault(activeflow, new ConcurrentLinkedQueue<>()));
  }

  /**
   * Number of steps that an activeflow had taken when its customer's webhook was told, each time.
   */
  List<Integer> webhooksOf(String activeflow) {
    return List.copyOf(webhooks.getOrDefault(activeflow, new ConcurrentLinkedQueue<>()));
  }

  long webhookCount() {
    return webhooks.values().stream().mapToLong(Queue::size).sum();
  }

  long eventCount() {
    return events.values().stream().mapToLong(Queue::size).sum();
  }

  long nanosSinceLastEvent() {
    return System.nanoTime() - lastEvent.get();
  }

  @Override
  public void close() {
    connection.abort(1000);
  }
}
