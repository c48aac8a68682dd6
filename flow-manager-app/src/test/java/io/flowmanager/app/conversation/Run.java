package io.flowmanager.app.conversation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A conversation, while it is had: step by step, and what came of each. */
final class Run {
  /** The time that what is expected may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** After so much silence nothing more will come. */
  private static final Duration SILENCE = Duration.ofMillis(120);

  /** An event may be the begin of something longer. */
  private static final Duration SILENCE_AFTER_EVENT = Duration.ofMillis(500);

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration ANSWER_TO_RAW_TEXT = Duration.ofMillis(1500);

  private static final String START = "00000000-0000-0000-0000-000000000001";

  /** After these there is nothing to ask for: no action, or the end. */
  private static final Set<String> LAST =
      Set.of("", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000002");

  private static final int WALK_MAX = 30;

  private final Player player;
  private final Conversation conversation;
  private final Map<String, Expectation> expected;
  private final Placeholders placeholders = new Placeholders();
  private final List<Exchange> exchanges = new ArrayList<>();

  Run(Player player, Conversation conversation) {
    this.player = player;
    this.conversation = conversation;
    this.expected =
        Expectations.of(conversation).stream()
            .collect(Collectors.toMap(Expectation::name, Function.identity()));
    placeholders.set("http_base", player.web().base());
  }

  /** The things that happened, with a symbol in place of our HTTP server's address. */
  List<Exchange> exchanges() {
    return exchanges.stream().map(exchange -> exchange.mapped(this::withoutAddress)).toList();
  }

  private JsonNode withoutAddress(JsonNode node) {
    return JsonText.mapTexts(node, text -> text.replace(player.web().base(), Symbols.HTTP_BASE));
  }

  /** The ids that were made up for it, by name. */
  Map<String, String> namedIds() {
    return placeholders.madeUp();
  }

  void play() throws IOException, InterruptedException {
    for (JsonNode step : conversation.steps()) {
      play(step);
    }
  }

  private void play(JsonNode step) throws IOException, InterruptedException {
    if (step.has("peers")) {
      player.peers().follow(JsonText.elements(placeholders.fill(step.path("peers"))));
    } else if (step.has("http")) {
      player.web().serve(JsonText.elements(placeholders.fill(step.path("http"))));
    } else if (step.has("request")) {
      request(step);
    } else if (step.has("walk")) {
      walk(step);
    } else if (step.has("raw")) {
      raw(step);
    } else if (step.has("event")) {
      event(step);
    } else {
      throw new IllegalArgumentException(
          "Expected a step of a known kind in conversation %s, but it is %s"
              .formatted(conversation, step));
    }
  }

  private void request(JsonNode step) throws IOException, InterruptedException {
    JsonNode request = placeholders.fill(step.path("request"));
    JsonNode answer =
        ask(
            step,
            request.path("method").asString(),
            request.path("uri").asString(),
            request.optional("data"));
    step.path("capture")
        .forEachEntry((name, path) -> placeholders.set(name, member(answer, path.asString())));
    collect(step, name(step), Optional.of(answer), SILENCE);
  }

  /** The text at {@code data.id}, {@code data.actions.0.id} and the like. */
  private static String member(JsonNode answer, String path) {
    JsonNode member = answer;
    for (String key : path.split("\\.", -1)) {
      member = member.isArray() ? member.path(Integer.parseInt(key)) : member.path(key);
    }
    return member.asString("UNDEFINED");
  }

  /** Asks for the next action, again and again, until there is none or it is an error. */
  private void walk(JsonNode step) throws IOException, InterruptedException {
    JsonNode walk = placeholders.fill(step.path("walk"));
    String uri = "/v1/activeflows/%s/next".formatted(walk.path("activeflow").asString());
    String current = walk.path("from").asString(START);
    int max = walk.path("max").asInt(WALK_MAX);
    for (int number = 1; number <= max; number++) {
      ObjectNode data = JsonText.object().put("current_action_id", current);
      JsonNode answer = ask(step, "GET", uri, Optional.of(data));
      collect(step, name(step) + "." + number, Optional.of(answer), SILENCE);
      current = answer.path("data").path("id").asString("");
      if (LAST.contains(current) || answer.path("status_code").asInt(0) != 200) {
        return;
      }
    }
  }

  private JsonNode ask(JsonNode step, String method, String uri, Optional<JsonNode> data)
      throws IOException, InterruptedException {
    return player.caller().ask(method, uri, data, duration(step, "timeout_ms", ANSWER));
  }

  private void raw(JsonNode step) throws IOException, InterruptedException {
    String text = placeholders.fill(step.path("raw").asString());
    JsonNode answer = player.caller().send(text, duration(step, "timeout_ms", ANSWER_TO_RAW_TEXT));
    collect(step, name(step), Optional.of(answer), SILENCE);
  }

  private void event(JsonNode step) throws IOException, InterruptedException {
    JsonNode event = placeholders.fill(step.path("event"));
    ObjectNode message = JsonText.object();
    message.set("type", event.path("type"));
    message.set("publisher", event.path("publisher"));
    message.put("data_type", "application/json");
    message.set("data", event.path("data"));
    player.publish(event.path("exchange").asString(), message);
    collect(step, name(step), Optional.empty(), SILENCE_AFTER_EVENT);
  }

  private void collect(JsonNode step, String name, Optional<JsonNode> answer, Duration usualSilence)
      throws InterruptedException {
    ToIntFunction<Part> atLeast =
        part -> Optional.ofNullable(expected.get(name)).map(it -> it.atLeast(part)).orElse(0);
    Duration silence = duration(step, "quiet_ms", usualSilence);
    exchanges.add(new Exchange(name, answer, player.witness().collect(atLeast, PATIENCE, silence)));
  }

  private static String name(JsonNode step) {
    return step.path("name").asString();
  }

  private static Duration duration(JsonNode step, String key, Duration usual) {
    return step.optional(key).map(ms -> Duration.ofMillis(ms.asLong())).orElse(usual);
  }
}
