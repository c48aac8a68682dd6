package io.flowmanager.domain.variable;

import java.util.function.UnaryOperator;

/**
 * {@code ${name}} in a text. The name is whatever stands between {@code ${} and the first {@code
 * }}, taken exactly; it may be empty but has no line feed in it. One pass from left to right: what
 * was filled in is not looked at again. There is no escape.
 */
public final class Placeholders {
  private Placeholders() {}

  /** The text with each placeholder replaced by what {@code values} knows under its name. */
  public static String fillIn(String text, UnaryOperator<String> values) {
    int open = text.indexOf("${");
    if (open < 0) {
      return text;
    }
    var filled = new StringBuilder(text.length() + 32);
    int copied = 0;
    while (open >= 0) {
      int close = endOfName(text, open + 2);
      if (close < 0) {
        open = text.indexOf("${", open + 1);
        continue;
      }
      filled.append(text, copied, open).append(values.apply(text.substring(open + 2, close)));
      copied = close + 1;
      open = text.indexOf("${", copied);
    }
    return filled.append(text, copied, text.length()).toString();
  }

  /**
   * Where the first brace is that closes a name starting here; -1 if a line feed or the end is
   * first.
   */
  private static int endOfName(String text, int start) {
    for (int at = start; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '}') {
        return at;
      }
      if (character == '\n') {
        return -1;
      }
    }
    return -1;
  }
}
