package io.flowmanager.app.conversation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The values that a conversation's steps refer to: {@code ${name}} is a variable, {@code
 * ${uuid:name}} a new id that becomes one, {@code ${repeat:x:256}} 256 times x. Any other {@code
 * ${…}} is meant for the daemon and stays.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");

  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> madeUp = new HashMap<>();

  void set(String name, String value) {
    variables.put(name, value);
  }

  /** The ids that were made up here, by name. */
  Map<String, String> madeUp() {
    return Map.copyOf(madeUp);
  }

  JsonNode fill(JsonNode node) {
    return JsonText.mapTexts(node, this::fill);
  }

  String fill(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(placeholder -> Matcher.quoteReplacement(value(placeholder)));
  }

  private String value(MatchResult placeholder) {
    String[] words = placeholder.group(1).split(":", -1);
    return switch (words[0]) {
      case "uuid" -> variables.computeIfAbsent(words[1], this::makeUp);
      case "repeat" -> words[1].repeat(Integer.parseInt(words[2]));
      default -> variables.getOrDefault(placeholder.group(1), placeholder.group());
    };
  }

  private String makeUp(String name) {
    String id = UUID.randomUUID().toString();
    madeUp.put(name, id);
    return id;
  }
}
