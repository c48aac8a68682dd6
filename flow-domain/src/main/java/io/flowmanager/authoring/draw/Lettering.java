package io.flowmanager.authoring.draw;

import io.flowmanager.authoring.draw.Picture.Kind;
import io.flowmanager.authoring.draw.Picture.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A node's text in lines, and the room that it takes. How wide letters are is guessed, a little too
 * wide rather than too narrow, as fonts differ from one machine to the next.
 *
 * @param lines of the detail
 */
record Lettering(String title, List<String> lines, double width, double height) {
  static final double TITLE_HEIGHT = 16;
  static final double LINE_HEIGHT = 17;
  static final double PADDING = 12;

  private static final double LINE_WIDTH_MAX = 230;
  private static final int LINES_MAX = 4;

  /** A letter of 13 pixels; others by their size. */
  private static final double LETTER = 7.5;

  static Lettering of(Node node) {
    String title = node.label().title();
    if (node.kind() == Kind.START || node.kind() == Kind.END) {
      return new Lettering(title, List.of(), widthOf(title) + 28, 28);
    }
    List<String> lines = wrapped(node.label().detail());
    double widest = widthOf(title) * 0.92 + (node.visits() > 1 ? 32 : 0);
    for (String line : lines) {
      widest = Math.max(widest, widthOf(line));
    }
    return new Lettering(
        title,
        lines,
        Math.max(96, Math.ceil(widest + 2 * PADDING + 6)),
        2 * PADDING + TITLE_HEIGHT + lines.size() * LINE_HEIGHT - 4);
  }

  static double labelWidth(String label) {
    return Math.ceil(widthOf(label) * 0.88 + 14);
  }

  static double widthOf(String text) {
    return text.codePoints().mapToDouble(Lettering::widthOf).sum();
  }

  private static double widthOf(int letter) {
    if (isWide(letter)) {
      return 2 * LETTER;
    }
    if ("iljtfrI.,:;'|!()[]“”’ ".indexOf(letter) >= 0) {
      return 0.68 * LETTER;
    }
    if ("mwMW@%…".indexOf(letter) >= 0) {
      return 1.5 * LETTER;
    }
    return Character.isUpperCase(letter) ? 1.2 * LETTER : 1.04 * LETTER;
  }

  /** Those of East Asia, which fill a square, and pictures. */
  private static boolean isWide(int letter) {
    if ((letter >= 0x3000 && letter < 0x3040) || (letter >= 0xFF00 && letter < 0xFF61)) {
      return true;
    }
    if (letter >= 0x1F000) {
      return true;
    }
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> false;
    };
  }

  private static List<String> wrapped(String text) {
    var lines = new ArrayList<String>();
    String rest = text.strip();
    while (!rest.isEmpty() && lines.size() < LINES_MAX) {
      int fits = fitting(rest);
      if (fits < rest.length() && lines.size() == LINES_MAX - 1) {
        lines.add(rest.substring(0, fits).strip() + '…');
        return lines;
      }
      lines.add(rest.substring(0, fits).strip());
      rest = rest.substring(fits).strip();
    }
    return lines;
  }

  /**
   * Number of its characters that go on a line: up to a space, or as far as it goes where there is
   * none.
   */
  private static int fitting(String text) {
    double width = 0;
    int space = 0;
    int at = 0;
    while (at < text.length()) {
      int letter = text.codePointAt(at);
      width += widthOf(letter);
      // A last sign alone on a line looks lost.
      if (width > LINE_WIDTH_MAX && at + Character.charCount(letter) < text.length()) {
        return space > 0 ? space : Math.max(at, Character.charCount(letter));
      }
      at += Character.charCount(letter);
      if (letter == ' ' || isWide(letter)) {
        space = at;
      }
    }
    return text.length();
  }
}
