package io.flowmanager.authoring.explore;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.Distinction.Values;
import io.flowmanager.domain.variable.ReservedVariables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The digits worth dialling in a flow: all that one of its actions tells from others. */
final class Digits {
  /** Longer ones are not tried. */
  private static final int LENGTH_MAX = 20;

  private static final Pattern DIALLED = Pattern.compile("[0-9A-D#*]{1,%d}".formatted(LENGTH_MAX));

  private final Set<String> words = new LinkedHashSet<>();
  private final int longest;

  Digits(ActionCatalog catalog, List<Action> actions) {
    actions.stream()
        .flatMap(action -> told(catalog, action))
        .filter(word -> DIALLED.matcher(word).matches())
        .forEach(words::add);
    Stream.of("0", "9", "8", "7", "6", "5", "4", "3", "2", "1", "*", "#")
        .filter(digit -> words.stream().noneMatch(word -> word.startsWith(digit)))
        .findFirst()
        .ifPresent(words::add);
    longest = words.stream().mapToInt(String::length).max().orElse(1);
  }

  private static Stream<String> told(ActionCatalog catalog, Action action) {
    return Distinctions.of(catalog, action)
        .flatMap(distinction ->
            distinction instanceof Values values
                    && values.variable().equals(ReservedVariables.CALL_DIGITS)
                ? values.values().stream()
                : Stream.empty());
  }

  /**
   * The digits that a caller may dial in one go: all that makes a difference, and something that
   * does not.
   *
   * @param most how many digits end it; 0: any number
   */
  Stream<String> dialled(int most) {
    return words.stream().filter(word -> most <= 0 || word.length() <= most);
  }

  /** The rest of digits dialled one after the other, as far as an action can tell. */
  String after(String before, String dialled) {
    String all = before + dialled;
    int most = longest + 1;
    return all.length() <= most ? all : all.substring(all.length() - most);
  }

  /** The first digit, where a single one is dialled. */
  Stream<String> single() {
    return words.stream().filter(word -> word.length() == 1);
  }
}
