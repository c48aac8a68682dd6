package io.flowmanager.app.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The things that a conversation should bring, exchange by exchange: what the original did, with
 * our deliberate differences put in place.
 */
final class Expectations {
  private final String conversation;
  private final List<Expectation> expected = new ArrayList<>();

  private Expectations(String conversation) {
    this.conversation = conversation;
  }

  static List<Expectation> of(Conversation conversation) {
    var expectations = new Expectations(conversation.name());
    conversation.steps().forEach(expectations::add);
    conversation.differences().forEach(expectations::apply);
    return List.copyOf(expectations.expected);
  }

  private void add(JsonNode step) {
    JsonNode expect = step.path("expect");
    if (expect.isArray()) {
      for (int number = 1; number <= expect.size(); number++) {
        String name = step.path("name").asString() + "." + number;
        expected.add(Expectation.recorded(name, step, expect.path(number - 1)));
      }
    } else if (expect.isObject()) {
      expected.add(Expectation.recorded(step.path("name").asString(), step, expect));
    }
  }

  private void apply(JsonNode difference) {
    if (difference.has("skip")) {
      skip(difference);
    } else if (difference.path("replace").isArray()) {
      replaceRestOfWalk(difference);
    } else {
      change(difference);
    }
  }

  private void skip(JsonNode difference) {
    int first = indexOf(difference.path(difference.has("step") ? "step" : "from").asString());
    int last = first;
    if (!difference.has("step")) {
      last =
          difference.optional("to").map(to -> indexOf(to.asString())).orElse(expected.size() - 1);
    }
    for (int i = first; i <= last; i++) {
      expected.set(i, expected.get(i).skipped(row(difference)));
    }
  }

  private void replaceRestOfWalk(JsonNode difference) {
    int first = indexOf(difference.path("step").asString());
    Expectation begin = expected.get(first);
    int number = Integer.parseInt(begin.name().substring(begin.name().lastIndexOf('.') + 1));
    List<JsonNode> exchanges = JsonText.elements(difference.path("replace"));
    List<Expectation> replacement =
        IntStream.range(0, exchanges.size())
            .mapToObj(i ->
                Expectation.partial(
                    begin.step() + "." + (number + i),
                    begin.step(),
                    exchanges.get(i),
                    row(difference)))
            .toList();
    while (first < expected.size() && expected.get(first).step().equals(begin.step())) {
      expected.remove(first);
    }
    expected.addAll(first, replacement);
  }

  private void change(JsonNode difference) {
    int index = indexOf(difference.path("step").asString());
    Expectation before = expected.get(index);
    List<JsonNode> alternatives =
        difference
            .optional("any_of")
            .map(JsonText::elements)
            .orElse(List.of(alternative(difference)))
            .stream()
            .map(alternative -> changed(before.exchange(), alternative))
            .toList();
    expected.set(
        index,
        before.changed(
            alternatives, Expectation.texts(difference.path("ignore")), row(difference)));
  }

  /** A difference that leaves no choice, in the form of one that does. */
  private static JsonNode alternative(JsonNode difference) {
    return difference.has("replace")
        ? difference
        : difference.optional("expect").orElseGet(JsonText::object);
  }

  private static JsonNode changed(JsonNode recorded, JsonNode alternative) {
    return alternative.optional("replace").orElseGet(() -> JsonText.merge(recorded, alternative));
  }

  private int indexOf(String name) {
    return IntStream.range(0, expected.size())
        .filter(i -> expected.get(i).name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Expected exchange %s in conversation %s, but there is none"
                    .formatted(name, conversation)));
  }

  private static String row(JsonNode difference) {
    return difference.path("row").toString();
  }
}
