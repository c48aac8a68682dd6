package io.flowmanager.domain.variable;

import java.util.Optional;

/**
 * A place in a text where a variable is filled in: a dollar sign, and a name in braces.
 *
 * @param start of the dollar sign
 * @param end behind the closing brace
 */
record Placeholder(int start, int end) {

  /** The first one from an index on. Going from one to the next reads the text once. */
  static Optional<Placeholder> find(String text, int from) {
    int open = text.indexOf("${", from);
    while (open >= 0) {
      int end = endOfName(text, open + 2);
      if (end == text.length()) {
        return Optional.empty();
      }
      if (text.charAt(end) == '}') {
        return Optional.of(new Placeholder(open, end + 1));
      }
      // Past a line feed: what opens before it is cut by it, too.
      open = text.indexOf("${", end + 1);
    }
    return Optional.empty();
  }

  String nameIn(String text) {
    return text.substring(start + 2, end - 1);
  }

  /**
   * The place where the first closing brace or line feed is from here on; the text's length if none
   * is.
   */
  private static int endOfName(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '}' && text.charAt(at) != '\n') {
      at++;
    }
    return at;
  }
}
