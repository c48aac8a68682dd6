package io.flowmanager.app.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The symbols for ids and times in a conversation, which are others each time: {@code «af»} for an
 * id, {@code «ts»} for a time, {@code «http_base»} for our HTTP server, {@code «text 32768
 * characters sha1 …»} for a long text.
 */
final class Symbols {
  static final String TIME = "«ts»";
  static final String HTTP_BASE = "«http_base»";

  static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final String TIME_WRITTEN =
      "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)?";
  private static final Pattern SYMBOL = Pattern.compile("«([^»]+)»");
  private static final String LONG_TEXT = "«text ";

  private static final Map<String, Template> TEMPLATES = new ConcurrentHashMap<>();

  private Symbols() {}

  /** A text with symbols as a pattern; group by group the names of the ids. */
  record Template(Pattern pattern, List<String> names) {}

  static boolean isUuid(String text) {
    return UUID.matcher(text).matches();
  }

  /** All ids in a text. */
  static List<String> uuids(String text) {
    return UUID.matcher(text).results().map(MatchResult::group).toList();
  }

  /** The name, if the whole text is one symbol. */
  static Optional<String> name(String text) {
    Matcher symbol = SYMBOL.matcher(text);
    return symbol.matches() ? Optional.of(symbol.group(1)) : Optional.empty();
  }

  /** The names of the ids in a text. */
  static List<String> names(String text) {
    return SYMBOL
        .matcher(text)
        .results()
        .filter(symbol -> isId(symbol.group()))
        .map(symbol -> symbol.group(1))
        .toList();
  }

  static boolean isLongText(String text) {
    return text.startsWith(LONG_TEXT);
  }

  /** The symbol for a long text: its length, and twelve digits that tell it from others. */
  static String longText(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      String shortened = HexFormat.of().formatHex(digest).substring(0, 12);
      return "«text %d characters sha1 %s»".formatted(text.length(), shortened);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Empty for a text without symbols. */
  static Optional<Template> template(String text) {
    return text.contains("«")
        ? Optional.of(TEMPLATES.computeIfAbsent(text, Symbols::compile))
        : Optional.empty();
  }

  private static Template compile(String text) {
    List<String> names = new ArrayList<>();
    var pattern = new StringBuilder();
    Matcher symbol = SYMBOL.matcher(text);
    int done = 0;
    while (symbol.find()) {
      pattern.append(Pattern.quote(text.substring(done, symbol.start())));
      if (symbol.group().equals(TIME)) {
        pattern.append(TIME_WRITTEN);
      } else if (isId(symbol.group())) {
        pattern.append('(').append(UUID.pattern()).append(')');
        names.add(symbol.group(1));
      } else {
        pattern.append(Pattern.quote(symbol.group()));
      }
      done = symbol.end();
    }
    pattern.append(Pattern.quote(text.substring(done)));
    return new Template(Pattern.compile(pattern.toString()), List.copyOf(names));
  }

  private static boolean isId(String symbol) {
    return !symbol.equals(TIME) && !symbol.equals(HTTP_BASE) && !isLongText(symbol);
  }
}
