package io.flowmanager.app.observe.logging;

/**
 * Text of others on its way to a terminal or a file of lines: whatever would end the line, move the
 * cursor, change colours or turn the reading direction is written as an escape, as in {@code \n} or
 * {@code \u001b}.
 *
 * <p>Backslashes stay single, so a text can pretend to hold an escape, but no more than that.
 */
final class PrintableText {
  private PrintableText() {}

  static String of(String text) {
    if (text.codePoints().noneMatch(PrintableText::acts)) {
      return text;
    }
    var printable = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(character -> {
          if (acts(character)) {
            printable.append(escaped(character));
          } else {
            printable.appendCodePoint(character);
          }
        });
    return printable.toString();
  }

  /** Bidirectional controls are of the category of formats. */
  private static boolean acts(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String escaped(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          Character.isBmpCodePoint(character)
              ? "\\u%04x".formatted(character)
              : "\\U%08x".formatted(character);
    };
  }
}
