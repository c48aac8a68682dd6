package io.flowmanager.app.conversation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Which id stands for which symbol: one to one, throughout a conversation. Guesses can be taken
 * back.
 */
final class Bindings {
  private static final List<String> RESERVED =
      List.of(
          "00000000-0000-0000-0000-000000000000",
          "00000000-0000-0000-0000-000000000001",
          "00000000-0000-0000-0000-000000000002",
          "00000000-0000-0000-0000-000000000003");

  private final Map<String, String> idsByName = new HashMap<>();

  /**
   * The name that an id is shown as: its symbol, or itself where it is written out in the
   * conversation.
   */
  private final Map<String, String> shownById = new HashMap<>();

  private final Deque<String> boundNames = new ArrayDeque<>();

  /**
   * @param literals ids that are written out in the conversation, and stand for themselves
   */
  Bindings(Collection<String> literals) {
    RESERVED.forEach(id -> shownById.put(id, id));
    literals.forEach(id -> shownById.put(id, id));
  }

  /** False if the name stands for another id, or another name for this id. */
  boolean bind(String name, String id) {
    String bound = idsByName.get(name);
    if (bound != null) {
      return bound.equals(id);
    }
    if (shownById.containsKey(id)) {
      return false;
    }
    idsByName.put(name, id);
    shownById.put(id, "«" + name + "»");
    boundNames.push(name);
    return true;
  }

  Optional<String> id(String name) {
    return Optional.ofNullable(idsByName.get(name));
  }

  boolean isKnown(String id) {
    return shownById.containsKey(id);
  }

  /** A point to go back to. */
  int mark() {
    return boundNames.size();
  }

  void undo(int mark) {
    while (boundNames.size() > mark) {
      String name = boundNames.pop();
      shownById.remove(idsByName.remove(name));
    }
  }

  /** The text, with symbols for the ids that have one. */
  String show(String text) {
    return Symbols.UUID
        .matcher(text)
        .replaceAll(id -> Matcher.quoteReplacement(shownById.getOrDefault(id.group(), id.group())));
  }
}
