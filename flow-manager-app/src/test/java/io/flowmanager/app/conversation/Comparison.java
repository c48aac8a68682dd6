package io.flowmanager.app.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells where what happened differs from what was expected.
 *
 * <ul>
 *   <li>Answers below 300 are equal. From 300 on an answer has to be 300 or more too; where the
 *       original said more than a bare number, code, status and reason are equal.
 *   <li>Events and webhook requests of an exchange come in any order, but there are as many.
 *       Requests to peers come in order, unless the original sends some in the background.
 *   <li>{@link Values} has the rules for what is in them.
 *   <li>A symbol stands for one id throughout the conversation, and two never for the same.
 * </ul>
 */
final class Comparison {
  private static final String TYPED_ERROR = "voipbin_error";

  /** More than any pairing needs that can be found at all. */
  private static final int PAIRINGS_MAX = 20_000;

  private final Bindings bindings;

  private Comparison(Bindings bindings) {
    this.bindings = bindings;
  }

  /**
   * The differences of a whole conversation; empty if it went as expected.
   *
   * @param named the ids that the conversation itself made up, by their symbols' names
   */
  static List<String> of(
      Conversation conversation, Map<String, String> named, List<Exchange> happened) {
    var bindings = new Bindings(Symbols.uuids(conversation.text()));
    named.forEach(bindings::bind);
    return new Comparison(bindings).compare(Expectations.of(conversation), happened);
  }

  private List<String> compare(List<Expectation> expected, List<Exchange> happened) {
    Map<String, Exchange> left = new LinkedHashMap<>();
    happened.forEach(exchange -> left.put(exchange.name(), exchange));
    List<String> found = new ArrayList<>();
    Set<String> skipped = new HashSet<>();
    for (Expectation expectation : expected) {
      Optional<Exchange> exchange = Optional.ofNullable(left.remove(expectation.name()));
      if (expectation.skipped()) {
        skipped.add(expectation.step());
      } else {
        exchange
            .map(actual -> differences(expectation, actual))
            .orElse(List.of("expected, but the walk ended before"))
            .forEach(text -> found.add(report(expectation, text)));
      }
    }
    left.keySet().stream()
        .filter(name -> !skipped.contains(step(name)))
        .forEach(name -> found.add(name + ": not expected, the walk should have ended before"));
    return found;
  }

  private static String report(Expectation expectation, String text) {
    String row = expectation.row().isEmpty() ? "" : " (difference " + expectation.row() + ")";
    return expectation.name() + ": " + text + row;
  }

  /** The step that an exchange of a walk belongs to. */
  private static String step(String exchange) {
    return exchange.replaceFirst("\\.\\d+$", "");
  }

  /** The differences from the alternative that is nearest. */
  private List<String> differences(Expectation expectation, Exchange actual) {
    if (expectation.alternatives().size() == 1) {
      return differences(expectation.exchange(), expectation, actual);
    }
    List<List<String>> all = new ArrayList<>();
    for (JsonNode alternative : expectation.alternatives()) {
      int mark = bindings.mark();
      List<String> found = differences(alternative, expectation, actual);
      if (found.isEmpty()) {
        return found;
      }
      bindings.undo(mark);
      all.add(found);
    }
    return all.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
  }

  private List<String> differences(JsonNode expected, Expectation expectation, Exchange actual) {
    var values = new Values(bindings, expectation.recorded(), expectation.ignored());
    if (expected.has("answer") && !values.isIgnored("answer")) {
      compareAnswers(values, expected.path("answer"), actual.answer().orElseGet(JsonText::object));
    }
    for (Part part : Part.values()) {
      if (expected.has(part.key()) && !values.isIgnored(part.key())) {
        List<JsonNode> wanted = JsonText.elements(expected.path(part.key()));
        if (isInOrder(part, expected)) {
          compareInOrder(values, wanted, actual.list(part), part.key());
        } else {
          compareInAnyOrder(values, wanted, actual.list(part), part.key());
        }
      }
    }
    return values.found();
  }

  private static boolean isInOrder(Part part, JsonNode expected) {
    return switch (part) {
      case HTTP -> true;
      case REQUESTS -> !expected.has("requests_in_any_order");
      case WEBHOOKS, EVENTS -> false;
    };
  }

  private static void compareAnswers(Values values, JsonNode expected, JsonNode actual) {
    if (expected.has("timeout") || actual.has("timeout")) {
      if (expected.has("timeout") != actual.has("timeout")) {
        values.differ("answer", expected, actual);
      }
      return;
    }
    if (!expected.path("content_type").equals(actual.path("content_type"))) {
      values.differ(
          "answer.content_type", expected.path("content_type"), actual.path("content_type"));
    }
    if (expected.path("status_code").asInt(0) < 300) {
      values.compare(expected, actual, "answer");
    } else if (actual.path("status_code").asInt(0) < 300) {
      values.differ("answer.status_code", expected.path("status_code"), actual.path("status_code"));
    } else if (expected.path("data_type").asString("").equals(TYPED_ERROR)) {
      values.compare(typedError(expected), actual, "answer");
    }
  }

  /** The part that has to be equal: the message is free. */
  private static JsonNode typedError(JsonNode expected) {
    ObjectNode data = JsonText.object();
    for (String key : List.of("status", "reason")) {
      expected.path("data").optional(key).ifPresent(value -> data.set(key, value));
    }
    ObjectNode error = JsonText.object();
    error.set("status_code", expected.path("status_code"));
    error.put("data_type", TYPED_ERROR);
    error.set("data", data);
    return error;
  }

  private static void compareInOrder(
      Values values, List<JsonNode> expected, List<JsonNode> actual, String path) {
    if (expected.size() != actual.size()) {
      values.differ(path, briefs(expected), briefs(actual));
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      values.compare(expected.get(i), actual.get(i), "%s[%d]".formatted(path, i));
    }
  }

  private void compareInAnyOrder(
      Values values, List<JsonNode> expected, List<JsonNode> actual, String path) {
    if (expected.size() == actual.size()
        && new Pairing(bindings, values, PAIRINGS_MAX).pairs(expected, actual)) {
      return;
    }
    List<JsonNode> left = new ArrayList<>(actual);
    for (JsonNode unpaired : pairWhatCanBe(values, expected, left)) {
      String at = "%s[%s]".formatted(path, brief(unpaired));
      Optional<JsonNode> nearest =
          left.stream()
              .filter(candidate -> brief(candidate).equals(brief(unpaired)))
              .min(Comparator.comparingInt(candidate -> values.distance(unpaired, candidate)));
      nearest.ifPresent(left::remove);
      nearest.ifPresentOrElse(
          candidate -> values.compare(unpaired, candidate, at),
          () -> values.differ(at, unpaired, MissingNode.getInstance()));
    }
    left.forEach(superfluous ->
        values.differ(
            "%s[%s]".formatted(path, brief(superfluous)), MissingNode.getInstance(), superfluous));
  }

  /** Takes from {@code left} what is equal to something expected; the rest of what is expected. */
  private static List<JsonNode> pairWhatCanBe(
      Values values, List<JsonNode> expected, List<JsonNode> left) {
    List<JsonNode> unpaired = new ArrayList<>();
    for (JsonNode one : expected) {
      left.stream()
          .filter(candidate -> values.isEqual(one, candidate))
          .findFirst()
          .ifPresentOrElse(left::remove, () -> unpaired.add(one));
    }
    return unpaired;
  }

  private static JsonNode briefs(List<JsonNode> all) {
    return JsonText.array(all.stream().map(Comparison::brief).map(JsonText::text).toList());
  }

  /** The name that tells a request, webhook or event from others in a report. */
  private static String brief(JsonNode node) {
    if (node.has("to") || node.has("path")) {
      String place =
          node.optional("uri").orElse(node.path("path")).asString("").replaceAll("«[^»]+»", "…");
      return "%s %s %s"
          .formatted(
              node.path("to").asString("http"),
              node.path("method").asString(""),
              Symbols.UUID.matcher(place).replaceAll("…"));
    }
    return node.path("type").asString(node.path("data").path("type").asString("webhook"));
  }
}
