package io.flowmanager.domain.text;

import io.flowmanager.domain.action.Comparison;
import io.flowmanager.domain.variable.ReservedVariables;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Values as a person reads them: durations, times, texts in quotation marks, lists. */
public final class Wording {
  private static final String DIGITS_DIALLED = "the digits dialled";
  private static final String DIGITS_PLACEHOLDER = "${" + ReservedVariables.CALL_DIGITS + "}";

  /** A number of more places than this stays in scientific notation. */
  private static final int PLACES_MAX = 120;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMMM, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Wording() {}

  /** A time of day and year in a sentence: in UTC, to the minute. */
  public static String time(Instant now) {
    return "it is " + TIME.format(now);
  }

  /** A variable as people call it. */
  public static String nameOf(String variable) {
    return variable.equals(ReservedVariables.CALL_DIGITS) ? DIGITS_DIALLED : variable;
  }

  /** A variable and its verb: {@code colour is}, {@code the digits dialled are}. */
  public static String subject(String variable) {
    return nameOf(variable) + (variable.equals(ReservedVariables.CALL_DIGITS) ? " are" : " is");
  }

  /** A text in the quotation marks of prose. */
  public static String quoted(String text) {
    return '“' + text + '”';
  }

  /** A text in quotation marks; where it is empty, that word. */
  public static String quotedOrEmpty(String text) {
    return text.isEmpty() ? "empty" : quoted(text);
  }

  /** An author's text in one line, with the digits dialled for their placeholder. */
  public static String readable(String text) {
    return text.replace(DIGITS_PLACEHOLDER, DIGITS_DIALLED).strip().replaceAll("\\s+", " ");
  }

  /** Such as {@code 5 s}, {@code 0.4 s}, {@code 2 min 30 s}. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 60_000 || millis >= 3_600_000 * 24L) {
      return seconds(millis) + " s";
    }
    String minutes = duration.toMinutes() + " min";
    return millis % 60_000 == 0 ? minutes : minutes + ' ' + seconds(millis % 60_000) + " s";
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }

  /** Such as {@code "1", "2" and "3"}. */
  public static String listed(List<String> texts) {
    return listed(texts, " and ");
  }

  /** Such as {@code "1", "2" or "3"}. */
  public static String alternatives(List<String> texts) {
    return listed(texts, " or ");
  }

  private static String listed(List<String> texts, String last) {
    return texts.size() < 2
        ? String.join("", texts)
        : String.join(", ", texts.subList(0, texts.size() - 1)) + last + texts.getLast();
  }

  /** A number in plain digits, unless its exponent alone would fill a line. */
  public static String number(BigDecimal number) {
    return Math.abs((long) number.scale()) <= PLACES_MAX
        ? number.stripTrailingZeros().toPlainString()
        : number.toString();
  }

  /** A comparison's verb: {@code is}, {@code is at least}. */
  public static String words(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> "is";
      case NOT_EQUAL -> "is not";
      case GREATER -> "is more than";
      case GREATER_OR_EQUAL -> "is at least";
      case LESS -> "is less than";
      case LESS_OR_EQUAL -> "is at most";
    };
  }

  /** A weekday's short name; the number itself where it is none. 0 is Sunday, 6 Saturday. */
  public static String weekday(int number) {
    return number < 0 || number > 6
        ? Integer.toString(number)
        : DayOfWeek.of(number == 0 ? 7 : number).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  /** A month's name; the number itself where it is none. */
  public static String month(int number) {
    return number < 1 || number > 12
        ? Integer.toString(number)
        : Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
