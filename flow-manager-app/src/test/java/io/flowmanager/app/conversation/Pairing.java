package io.flowmanager.app.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Pairs what is expected with what happened, one to one, in whatever order it came. Where symbols
 * leave a choice, and the choice turns out wrong, it goes back.
 */
final class Pairing {
  private final Bindings bindings;
  private final Values values;
  private int attemptsLeft;

  Pairing(Bindings bindings, Values values, int attemptsMax) {
    this.bindings = bindings;
    this.values = values;
    this.attemptsLeft = attemptsMax;
  }

  /** True if all can be paired; if so, the symbols are bound accordingly. */
  boolean pairs(List<JsonNode> expected, List<JsonNode> actual) {
    if (expected.isEmpty()) {
      return true;
    }
    int leastOpen = leastOpen(expected);
    List<JsonNode> othersExpected = without(leastOpen, expected);
    for (int i = 0; i < actual.size() && attemptsLeft > 0; i++) {
      attemptsLeft--;
      int mark = bindings.mark();
      if (values.isEqual(expected.get(leastOpen), actual.get(i))
          && pairs(othersExpected, without(i, actual))) {
        return true;
      }
      bindings.undo(mark);
    }
    return false;
  }

  /** The one that leaves the least choice: its symbols are known. */
  private int leastOpen(List<JsonNode> expected) {
    return IntStream.range(0, expected.size())
        .boxed()
        .min(Comparator.comparingLong(i -> openSymbols(expected.get(i))))
        .orElseThrow();
  }

  private long openSymbols(JsonNode expected) {
    return Symbols.names(expected.toString()).stream()
        .distinct()
        .filter(name -> bindings.id(name).isEmpty())
        .count();
  }

  private static List<JsonNode> without(int index, List<JsonNode> all) {
    List<JsonNode> others = new ArrayList<>(all);
    others.remove(index);
    return others;
  }
}
