package io.flowmanager.app.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Of all conversations: they agree with themselves, and with nothing less. */
class ConversationTest {
  static List<Conversation> conversations() {
    return Conversation.all();
  }

  @Test
  void thereAreManyAndTheyComeInOrder() {
    List<String> names = conversations().stream().map(Conversation::name).toList();

    assertThat(names).hasSizeGreaterThan(50).isSorted();
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void agreesWithWhoDoesJustWhatIsExpected(Conversation conversation) {
    List<Exchange> recited = Recital.of(conversation);

    assertThat(differences(conversation, recited)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void agreesWithEventsAndWebhooksInAnotherOrder(Conversation conversation) {
    List<Exchange> reversed =
        Recital.of(conversation).stream().map(ConversationTest::reversed).toList();

    assertThat(differences(conversation, reversed)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void noticesEachMissingAnswer(Conversation conversation) {
    List<Exchange> recited = Recital.of(conversation);

    for (int i = 0; i < recited.size(); i++) {
      Exchange exchange = recited.get(i);
      if (exchange.answer().filter(answer -> !answer.has("timeout")).isPresent()) {
        List<Exchange> damaged = new ArrayList<>(recited);
        damaged.set(
            i,
            new Exchange(
                exchange.name(),
                Optional.of(JsonText.object().put("timeout", true)),
                exchange.lists()));

        assertThat(differences(conversation, damaged))
            .describedAs("no answer to %s", exchange.name())
            .isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void noticesEverythingThatHappensTwice(Conversation conversation) {
    List<Exchange> recited = Recital.of(conversation);

    for (int i = 0; i < recited.size(); i++) {
      for (Part part : Part.values()) {
        if (!recited.get(i).list(part).isEmpty()) {
          List<Exchange> damaged = new ArrayList<>(recited);
          damaged.set(i, withFirstTwice(recited.get(i), part));

          assertThat(differences(conversation, damaged))
              .describedAs("%s of %s twice", part, recited.get(i).name())
              .isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void noticesAnyOtherStatusThanTheOnlyOneExpected(Conversation conversation) {
    List<Exchange> recited = Recital.of(conversation);
    Set<String> open =
        Expectations.of(conversation).stream()
            .filter(expectation -> expectation.alternatives().size() > 1)
            .map(Expectation::name)
            .collect(Collectors.toSet());

    for (int i = 0; i < recited.size(); i++) {
      Exchange exchange = recited.get(i);
      int status = exchange.answer().map(it -> it.path("status_code").asInt(0)).orElse(0);
      if (status != 0 && !open.contains(exchange.name())) {
        List<Exchange> damaged = new ArrayList<>(recited);
        damaged.set(i, withStatus(exchange, status < 300 ? 400 : 200));

        assertThat(differences(conversation, damaged))
            .describedAs("another status of %s", exchange.name())
            .isNotEmpty();
      }
    }
  }

  private static List<String> differences(Conversation conversation, List<Exchange> happened) {
    return Comparison.of(conversation, Map.of(), happened);
  }

  private static Exchange reversed(Exchange exchange) {
    var lists = new EnumMap<Part, List<JsonNode>>(exchange.lists());
    for (Part part : List.of(Part.WEBHOOKS, Part.EVENTS)) {
      lists.put(part, new ArrayList<>(exchange.list(part)));
      Collections.reverse(lists.get(part));
    }
    return new Exchange(exchange.name(), exchange.answer(), lists);
  }

  private static Exchange withFirstTwice(Exchange exchange, Part part) {
    var lists = new EnumMap<Part, List<JsonNode>>(exchange.lists());
    lists.put(part, new ArrayList<>(exchange.list(part)));
    lists.get(part).addFirst(exchange.list(part).getFirst());
    return new Exchange(exchange.name(), exchange.answer(), lists);
  }

  private static Exchange withStatus(Exchange exchange, int status) {
    ObjectNode answer = (ObjectNode) exchange.answer().orElseThrow().deepCopy();
    return new Exchange(
        exchange.name(), Optional.of(answer.put("status_code", status)), exchange.lists());
  }
}
