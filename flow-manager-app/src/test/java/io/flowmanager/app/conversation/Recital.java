package io.flowmanager.app.conversation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The deeds of a daemon that does just what is expected: with ids and times of its own. */
final class Recital {
  private static final Pattern SYMBOL = Pattern.compile("«([^»]+)»");

  private final Map<String, String> ids = new HashMap<>();

  private Recital() {}

  static List<Exchange> of(Conversation conversation) {
    var recital = new Recital();
    return Expectations.of(conversation).stream()
        .filter(expectation -> !expectation.skipped())
        .map(recital::exchange)
        .toList();
  }

  private Exchange exchange(Expectation expectation) {
    JsonNode expected = JsonText.mapTexts(expectation.exchange(), this::text);
    var lists = new EnumMap<Part, List<JsonNode>>(Part.class);
    for (Part part : Part.values()) {
      lists.put(part, JsonText.elements(expected.path(part.key())));
    }
    Optional<JsonNode> answer = expected.optional("answer");
    return new Exchange(expectation.name(), answer, lists);
  }

  private String text(String expected) {
    return SYMBOL
        .matcher(expected)
        .replaceAll(symbol -> Matcher.quoteReplacement(meaning(symbol.group())));
  }

  private String meaning(String symbol) {
    if (symbol.equals(Symbols.TIME)) {
      return "2026-11-01T10:00:00.5Z";
    }
    if (symbol.equals(Symbols.HTTP_BASE) || Symbols.isLongText(symbol)) {
      return symbol;
    }
    return ids.computeIfAbsent(symbol, unknown -> UUID.randomUUID().toString());
  }
}
