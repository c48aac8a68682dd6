package io.flowmanager.app.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All the services that a daemon asks, played: they answer as usual, or as they were told. */
final class Peers {
  private static final List<String> MANAGERS =
      List.of(
          "call",
          "conference",
          "queue",
          "ai",
          "transcribe",
          "message",
          "email",
          "conversation",
          "webhook",
          "direct",
          "contact",
          "billing",
          "customer",
          "agent",
          "number",
          "talk",
          "tts",
          "storage");

  /** Whose events a daemon takes; it may expect to find these when it starts. */
  private static final List<String> EVENT_EXCHANGES =
      List.of("bin-manager.customer-manager.event", "bin-manager.call-manager.event");

  private final Channel channel;
  private final Witness witness;
  private volatile List<Rule> rules = List.of();

  Peers(Connection connection, Witness witness) throws IOException {
    this.channel = connection.createChannel();
    this.witness = witness;
    for (String exchange : EVENT_EXCHANGES) {
      channel.exchangeDeclare(exchange, BuiltinExchangeType.FANOUT, true);
    }
    for (String manager : MANAGERS) {
      String queue = "bin-manager.%s-manager.request".formatted(manager);
      if (channel.queueDeclare(queue, true, false, false, null).getConsumerCount() > 0) {
        throw new IllegalStateException(
            "Expected nobody to play the %s-manager, but somebody consumes %s"
                .formatted(manager, queue));
      }
      channel.queuePurge(queue);
      channel.basicConsume(queue, true, (tag, request) -> take(manager, request), tag -> {});
    }
  }

  /** An answer that is not the usual one. */
  private record Rule(
      String manager, String method, Pattern uri, JsonNode told, AtomicInteger timesLeft) {
    static Rule of(JsonNode told) {
      return new Rule(
          told.path("manager").asString(),
          told.path("method").asString(""),
          Pattern.compile(told.path("uri").asString("")),
          told,
          new AtomicInteger(told.path("times").asInt(Integer.MAX_VALUE)));
    }

    boolean fits(String toManager, JsonNode request) {
      return manager.equals(toManager)
          && (method.isEmpty() || method.equals(request.path("method").asString("")))
          && uri.matcher(request.path("uri").asString("")).find()
          && timesLeft.getAndDecrement() > 0;
    }

    JsonNode answer(JsonNode request) {
      return told.optional("response")
          .orElseGet(() -> {
            ObjectNode answer = (ObjectNode) UsualAnswers.to(manager, request);
            ObjectNode data = JsonText.object();
            answer.path("data").forEachEntry(data::set);
            // Whole members: what they had before is gone.
            told.path("patch").forEachEntry(data::set);
            answer.set("data", data);
            return answer;
          });
    }
  }

  /**
   * From now on these come first, of several that fit the first one.
   *
   * @param told each {@code {manager, method?, uri?, times?, response? | patch?}}
   */
  void follow(List<JsonNode> told) {
    rules = told.stream().map(Rule::of).toList();
  }

  private void take(String manager, Delivery delivery) throws IOException {
    String body = new String(delivery.getBody(), UTF_8);
    JsonNode request =
        JsonText.parse(body)
            .filter(JsonNode::isObject)
            .orElseGet(() -> JsonText.object().put("not_json", body));
    report(manager, request, delivery.getProperties());
    Optional<String> replyTo = Optional.ofNullable(delivery.getProperties().getReplyTo());
    if (replyTo.isPresent()) {
      reply(replyTo.get(), delivery.getProperties().getCorrelationId(), answer(manager, request));
    }
  }

  private void report(String manager, JsonNode request, AMQP.BasicProperties properties) {
    if (manager.equals("webhook") && request.path("uri").asString("").equals("/v1/webhooks")) {
      witness.saw(Part.WEBHOOKS, request.path("data"));
      return;
    }
    ObjectNode seen = JsonText.object().put("to", manager + "-manager");
    seen.setAll((ObjectNode) request);
    String contentType = String.valueOf(properties.getContentType());
    if (!contentType.equals(Caller.CONTENT_TYPE)) {
      seen.put("content_type", contentType);
    }
    if (properties.getReplyTo() == null) {
      seen.put("reply_to", false);
    }
    witness.saw(Part.REQUESTS, seen);
  }

  private JsonNode answer(String manager, JsonNode request) {
    return rules.stream()
        .filter(rule -> rule.fits(manager, request))
        .findFirst()
        .map(rule -> rule.answer(request))
        .orElseGet(() -> UsualAnswers.to(manager, request));
  }

  private void reply(String queue, String correlation, JsonNode answer) throws IOException {
    var properties =
        new AMQP.BasicProperties.Builder()
            .contentType(Caller.CONTENT_TYPE)
            .correlationId(correlation)
            .build();
    channel.basicPublish("", queue, properties, answer.toString().getBytes(UTF_8));
  }
}
