package io.flowmanager.domain.variable;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * {@code ${name}} in a text. The name is whatever stands between {@code ${} and the first {@code
 * }}, taken exactly; it may be empty but has no line feed in it. One pass from left to right: what
 * was filled in is not looked at again. There is no escape.
 */
public final class Placeholders {
  /**
   * The length of a text with its placeholders filled in, at most, in characters; for one action's
   * options, all such texts together. As long as all variables of an activeflow: a thousand times
   * {@code ${all}} is written in six kilobytes.
   */
  public static final int LENGTH_MAX = 1_048_576;

  private Placeholders() {}

  /**
   * The text with each placeholder replaced by what {@code values} knows under its name.
   *
   * @throws FlowException TEXT_TOO_LONG
   */
  public static String fillIn(String text, UnaryOperator<String> values) {
    return new Filling(values).fillIn(text);
  }

  /**
   * The options with every placeholder in them replaced.
   *
   * @throws FlowException TEXT_TOO_LONG
   */
  public static Options fillIn(Options options, UnaryOperator<String> values) {
    return options.withTexts(new Filling(values)::fillIn);
  }

  /**
   * The options with every placeholder in them replaced.
   *
   * @param json the names of options that may be JSON in a text. Where such a one is, with its
   *     placeholders as values or within strings, what is filled into a string of it is written as
   *     JSON writes it, so that it stays JSON; what is filled in elsewhere goes as it is
   * @throws FlowException TEXT_TOO_LONG
   */
  public static Options fillIn(Options options, UnaryOperator<String> values, Set<String> json) {
    var filling = new Filling(values);
    if (json.isEmpty()) {
      return options.withTexts(filling::fillIn);
    }
    Set<String> names = json.stream().map(options::nameOf).collect(Collectors.toSet());
    var filled = new LinkedHashMap<String, Value>();
    options
        .members()
        .values()
        .forEach((name, value) ->
            filled.put(
                name,
                names.contains(name) && value instanceof Text text
                    ? new Text(filling.fillInJson(text.value()))
                    : value.withTexts(filling::fillIn)));
    return new Options(new Members(filled));
  }

  /** The names in the text's placeholders, in order, each as often as it is there. */
  public static List<String> names(String text) {
    var names = new ArrayList<String>();
    for (Optional<Placeholder> found = Placeholder.find(text, 0);
        found.isPresent();
        found = Placeholder.find(text, found.get().end())) {
      names.add(found.get().nameIn(text));
    }
    return List.copyOf(names);
  }

  /** Texts being filled in, up to the limit. */
  private static final class Filling {
    private final UnaryOperator<String> values;
    private int left = LENGTH_MAX;

    Filling(UnaryOperator<String> values) {
      this.values = values;
    }

    String fillIn(String text) {
      return fillIn(text, placeholder -> false);
    }

    String fillInJson(String text) {
      return fillIn(text, JsonTemplate.placeholdersInStrings(text)::contains);
    }

    /**
     * @param inJsonString which placeholders stand in a string of JSON
     */
    private String fillIn(String text, Predicate<Placeholder> inJsonString) {
      Optional<Placeholder> first = Placeholder.find(text, 0);
      if (first.isEmpty()) {
        return text;
      }
      var filled = new StringBuilder(text.length() + 32);
      int copied = 0;
      for (Optional<Placeholder> found = first;
          found.isPresent();
          found = Placeholder.find(text, found.get().end())) {
        Placeholder placeholder = found.get();
        append(filled, text, copied, placeholder.start());
        String value = values.apply(placeholder.nameIn(text));
        append(filled, inJsonString.test(placeholder) ? JsonTemplate.escaped(value, left) : value);
        copied = placeholder.end();
      }
      append(filled, text, copied, text.length());
      left -= filled.length();
      return filled.toString();
    }

    private void append(StringBuilder filled, String value) {
      append(filled, value, 0, value.length());
    }

    /** Looked at before it is there: a thousand times a long text never gets built. */
    private void append(StringBuilder filled, String text, int start, int end) {
      if (end - start > left - filled.length()) {
        throw tooLong();
      }
      filled.append(text, start, end);
    }
  }

  static FlowException tooLong() {
    return new FlowException(
        Reason.TEXT_TOO_LONG,
        "Expected at most %d characters with the placeholders filled in, but there are more"
            .formatted(LENGTH_MAX));
  }
}
