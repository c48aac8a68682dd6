package io.flowmanager.domain.variable;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code ${name}} in a text. The name is whatever stands between {@code ${} and the first {@code
 * }}, taken exactly; it may be empty but has no line feed in it. One pass from left to right: what
 * was filled in is not looked at again. There is no escape.
 */
public final class Placeholders {
  /**
   * How long a text may be with its placeholders filled in, in characters; for one action's
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

  /** The names in the text's placeholders, in order, each as often as it is there. */
  public static List<String> names(String text) {
    var names = new ArrayList<String>();
    fillIn(
        text,
        name -> {
          names.add(name);
          return "";
        });
    return List.copyOf(names);
  }

  /** One or more texts being filled in, up to the limit. */
  private static final class Filling {
    private final UnaryOperator<String> values;
    private int left = LENGTH_MAX;

    Filling(UnaryOperator<String> values) {
      this.values = values;
    }

    String fillIn(String text) {
      int open = text.indexOf("${");
      if (open < 0) {
        return text;
      }
      var filled = new StringBuilder(text.length() + 32);
      int copied = 0;
      while (open >= 0) {
        int end = endOfName(text, open + 2);
        if (end == text.length()) {
          break;
        }
        if (text.charAt(end) == '}') {
          filled.append(text, copied, open).append(values.apply(text.substring(open + 2, end)));
          requireWithinLimit(filled.length());
          copied = end + 1;
        }
        // Past a line feed: what opens before it is cut by it, too.
        open = text.indexOf("${", end + 1);
      }
      if (copied == 0) {
        return text;
      }
      filled.append(text, copied, text.length());
      requireWithinLimit(filled.length());
      left -= filled.length();
      return filled.toString();
    }

    private void requireWithinLimit(int length) {
      if (length > left) {
        throw new FlowException(
            Reason.TEXT_TOO_LONG,
            "Expected at most %d characters with the placeholders filled in, but there are more"
                .formatted(LENGTH_MAX));
      }
    }

    /** Where the first closing brace or line feed is from here on; the text's length if none is. */
    private static int endOfName(String text, int start) {
      int at = start;
      while (at < text.length() && text.charAt(at) != '}' && text.charAt(at) != '\n') {
        at++;
      }
      return at;
    }
  }
}
