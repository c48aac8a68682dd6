package io.flowmanager.domain.action;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * An address that calls, messages and mails come from or go to. Any of it may be empty.
 *
 * @param type "tel", "sip", "email", "agent", "extension", "conference", "line", "whatsapp", …; not
 *     checked here, for whoever dials knows best
 * @param target what to dial within that type, e.g. "+15551234567"
 * @param targetName what the target is called
 * @param name what the address is called
 */
public record Address(String type, String target, String targetName, String name, String detail) {
  public static final Address NONE = new Address("", "", "", "", "");

  public Address {
    requireNonNull(type, "type");
    requireNonNull(target, "target");
    requireNonNull(targetName, "targetName");
    requireNonNull(name, "name");
    requireNonNull(detail, "detail");
  }

  public static Address of(String type, String target) {
    return new Address(type, target, "", "", "");
  }

  static Address read(Options options) {
    return new Address(
        options.text("type"),
        options.text("target"),
        options.text("target_name"),
        options.text("name"),
        options.text("detail"));
  }

  /** For a person, such as {@code tel +15551234567}. */
  public String words() {
    String words = "%s %s".formatted(type, target).strip();
    return words.isEmpty() ? "an empty address" : words;
  }

  /**
   * This with its target in the one form that the same party always has: numbers without spaces and
   * dashes, mail in lower case. A target that has no such form stays as it is.
   */
  public Address normalised() {
    return switch (type) {
      case "tel", "whatsapp" -> withTarget(digitsOf(target));
      case "email" -> withTarget(target.strip().toLowerCase(Locale.ROOT));
      case "sip" -> withTarget(hostInLowerCase(target.strip()));
      default -> this;
    };
  }

  private Address withTarget(String otherTarget) {
    return new Address(type, otherTarget, targetName, name, detail);
  }

  /** The digits, after a plus if that comes first; all of it where there is no digit. */
  private static String digitsOf(String number) {
    var digits = new StringBuilder();
    number.chars().filter(sign -> sign >= '0' && sign <= '9').forEach(digits::appendCodePoint);
    if (digits.isEmpty()) {
      return number;
    }
    return number.strip().startsWith("+") ? digits.insert(0, '+').toString() : digits.toString();
  }

  /** {@code Bob@EXAMPLE.com;transport=UDP} has its host from the last @ to the first ; or ?. */
  private static String hostInLowerCase(String uri) {
    int end = 0;
    while (end < uri.length() && uri.charAt(end) != ';' && uri.charAt(end) != '?') {
      end++;
    }
    int host = uri.lastIndexOf('@', end) + 1;
    return uri.substring(0, host)
        + uri.substring(host, end).toLowerCase(Locale.ROOT)
        + uri.substring(end);
  }
}
