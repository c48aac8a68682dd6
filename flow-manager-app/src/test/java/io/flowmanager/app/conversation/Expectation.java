package io.flowmanager.app.conversation;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The things that an exchange should bring.
 *
 * @param name the exchange's; for a walk, the step's with a number
 * @param step the step's
 * @param alternatives any of them will do. Mostly one.
 * @param recorded whether it is what the original did, unchanged: only then does a key that the
 *     original left out mean that it has to be empty
 * @param ignored paths that are not compared
 * @param skipped whether nothing of it is compared
 * @param row which of our deliberate differences changed it; empty: none
 */
record Expectation(
    String name,
    String step,
    List<JsonNode> alternatives,
    boolean recorded,
    Set<String> ignored,
    boolean skipped,
    String row) {

  Expectation {
    alternatives = List.copyOf(alternatives);
    ignored = Set.copyOf(ignored);
  }

  /** The things that the original did; a part that it did not mention did not happen. */
  static Expectation recorded(String name, JsonNode step, JsonNode exchange) {
    ObjectNode complete = JsonText.object();
    for (Part part : Part.values()) {
      complete.set(part.key(), JsonText.array(List.of()));
    }
    complete.setAll((ObjectNode) exchange);
    if (step.path("requests_in_any_order").asBoolean(false)) {
      complete.put("requests_in_any_order", true);
    }
    return new Expectation(
        name, step.path("name").asString(), List.of(complete), true, Set.of(), false, "");
  }

  /** Only what it names is compared. */
  static Expectation partial(String name, String step, JsonNode exchange, String row) {
    return new Expectation(name, step, List.of(exchange), false, Set.of(), false, row);
  }

  /** The one expectation, before there are alternatives. */
  JsonNode exchange() {
    return alternatives.getFirst();
  }

  Expectation changed(List<JsonNode> otherAlternatives, Set<String> otherIgnored, String byRow) {
    return new Expectation(name, step, otherAlternatives, false, otherIgnored, skipped, byRow);
  }

  Expectation skipped(String byRow) {
    return new Expectation(name, step, alternatives, recorded, ignored, true, byRow);
  }

  /** Number of the part that there will be at least: so many are worth waiting for. */
  int atLeast(Part part) {
    return skipped
        ? 0
        : alternatives.stream()
            .map(exchange -> exchange.path(part.key()).size())
            .min(Comparator.naturalOrder())
            .orElse(0);
  }

  static Set<String> texts(JsonNode list) {
    return JsonText.elements(list).stream().map(JsonNode::asString).collect(Collectors.toSet());
  }
}
