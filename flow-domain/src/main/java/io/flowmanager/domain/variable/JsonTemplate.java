package io.flowmanager.domain.variable;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A text that is JSON once its placeholders are filled in: they stand for values, or within
 * strings. Read from left to right, each character once, and no further than where it can't be JSON
 * any more.
 */
final class JsonTemplate {
  private static final String AFTER_BACKSLASH = "\"\\/bfnrtu";
  private static final Set<String> WORDS = Set.of("true", "false", "null");

  private final String text;
  private final Set<Placeholder> inStrings = new HashSet<>();

  /** The lists and objects that are open, the innermost last. */
  private final StringBuilder open = new StringBuilder();

  private int at;
  private boolean afterValue;
  private Optional<Placeholder> next;

  private JsonTemplate(String text) {
    this.text = text;
    this.next = Placeholder.find(text, 0);
  }

  /** The placeholders that stand within strings; none for a text that is no JSON. */
  static Set<Placeholder> placeholdersInStrings(String text) {
    var template = new JsonTemplate(text);
    return template.isJson() ? template.inStrings : Set.of();
  }

  private boolean isJson() {
    while (at < text.length()) {
      if (isAtPlaceholder()) {
        skipPlaceholder();
        afterValue = false; // nobody knows what it will be
      } else if (!token()) {
        return false;
      }
    }
    return open.isEmpty();
  }

  private boolean isAtPlaceholder() {
    return next.isPresent() && next.get().start() == at;
  }

  private Placeholder skipPlaceholder() {
    Placeholder placeholder = next.orElseThrow();
    at = placeholder.end();
    next = Placeholder.find(text, at);
    return placeholder;
  }

  /** True if a token is here; the reader is behind it then. */
  private boolean token() {
    char first = text.charAt(at);
    return switch (first) {
      case ' ', '\t', '\r', '\n' -> {
        at++;
        yield true;
      }
      case '{', '[' -> {
        open.append(first);
        at++;
        yield beginsValue(false);
      }
      case '}' -> closes('{');
      case ']' -> closes('[');
      case ',', ':' -> {
        at++;
        afterValue = false;
        yield !open.isEmpty();
      }
      case '"' -> beginsValue(true) && string();
      default -> beginsValue(true) && word();
    };
  }

  private boolean beginsValue(boolean andEndsIt) {
    boolean fits = !afterValue;
    afterValue = andEndsIt;
    return fits;
  }

  private boolean closes(char opening) {
    int last = open.length() - 1;
    if (last < 0 || open.charAt(last) != opening) {
      return false;
    }
    open.setLength(last);
    at++;
    afterValue = true;
    return true;
  }

  private boolean string() {
    at++;
    while (at < text.length()) {
      if (isAtPlaceholder()) {
        inStrings.add(skipPlaceholder());
        continue;
      }
      char character = text.charAt(at++);
      if (character == '"') {
        return true;
      }
      if (character < ' ') {
        return false;
      }
      if (character == '\\'
          && (at == text.length() || AFTER_BACKSLASH.indexOf(text.charAt(at++)) < 0)) {
        return false;
      }
    }
    return false;
  }

  /** A number, true, false or null. */
  private boolean word() {
    int start = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    return WORDS.contains(word)
        || (!word.isEmpty()
            && word.chars().allMatch(sign -> "+-.eE".indexOf(sign) >= 0 || isDigit(sign)));
  }

  private static boolean isOfWord(int sign) {
    return isDigit(sign) || "+-.".indexOf(sign) >= 0 || (sign >= 'a' && sign <= 'z') || sign == 'E';
  }

  private static boolean isDigit(int sign) {
    return sign >= '0' && sign <= '9';
  }

  /**
   * A text as it stands in a string of JSON.
   *
   * @param most how long it may get
   * @throws io.flowmanager.domain.error.FlowException TEXT_TOO_LONG
   */
  static String escaped(String value, int most) {
    int first = 0;
    while (first < value.length() && !isEscaped(value.charAt(first))) {
      first++;
    }
    if (first == value.length()) {
      return value;
    }
    var escaped = new StringBuilder(value.length() + 16).append(value, 0, first);
    for (int index = first; index < value.length(); index++) {
      char character = value.charAt(index);
      switch (character) {
        case '"', '\\' -> escaped.append('\\').append(character);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (isEscaped(character)) {
            escaped.append("\\u%04x".formatted((int) character));
          } else {
            escaped.append(character);
          }
        }
      }
      if (escaped.length() > most) {
        throw Placeholders.tooLong();
      }
    }
    return escaped.toString();
  }

  private static boolean isEscaped(char character) {
    return character == '"' || character == '\\' || character < ' ';
  }
}
