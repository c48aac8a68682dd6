package io.flowmanager.app.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
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
import tools.jackson.databind.node.ObjectNode;

/** Asks the daemon, as its peers do: a request on its queue, the answer on a queue of our own. */
public final class Caller {
  static final String CONTENT_TYPE = "text/plain";

  private final Channel channel;
  private final String requestQueue;
  private final String replyQueue;
  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  public Caller(Connection connection, String requestQueue) throws IOException {
    this.channel = connection.createChannel();
    this.requestQueue = requestQueue;
    this.replyQueue = channel.queueDeclare("", false, true, true, null).getQueue();
    channel.basicConsume(replyQueue, true, (tag, reply) -> take(reply), tag -> {});
  }

  private void take(Delivery reply) {
    // Without one who waits it is an answer that came after its time was up.
    Optional.ofNullable(waiting.remove(reply.getProperties().getCorrelationId()))
        .ifPresent(caller -> caller.complete(answer(reply)));
  }

  private static JsonNode answer(Delivery reply) {
    ObjectNode answer = JsonText.object();
    JsonText.parse(new String(reply.getBody(), UTF_8))
        .filter(JsonNode::isObject)
        .ifPresentOrElse(
            body -> answer.setAll((ObjectNode) body),
            () -> answer.put("not_json", new String(reply.getBody(), UTF_8)));
    String contentType = String.valueOf(reply.getProperties().getContentType());
    if (!contentType.equals(CONTENT_TYPE)) {
      answer.put("content_type", contentType);
    }
    return answer;
  }

  /** The answer; {@code {"timeout": true}} if there is none in time. */
  public JsonNode ask(String method, String uri, Optional<JsonNode> data, Duration patience)
      throws IOException, InterruptedException {
    ObjectNode envelope = JsonText.object();
    envelope.put("uri", uri);
    envelope.put("method", method);
    envelope.put("publisher", "conversation");
    envelope.put("data_type", "application/json");
    data.ifPresent(value -> envelope.set("data", value));
    return send(envelope.toString(), patience);
  }

  /** Sends the text as it is. */
  public JsonNode send(String body, Duration patience) throws IOException, InterruptedException {
    String correlation = UUID.randomUUID().toString();
    var reply = new CompletableFuture<JsonNode>();
    waiting.put(correlation, reply);
    var properties =
        new AMQP.BasicProperties.Builder()
            .contentType(CONTENT_TYPE)
            .replyTo(replyQueue)
            .correlationId(correlation)
            .build();
    channel.basicPublish("", requestQueue, properties, body.getBytes(UTF_8));
    try {
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException noAnswer) {
      waiting.remove(correlation);
      return JsonText.object().put("timeout", true);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
