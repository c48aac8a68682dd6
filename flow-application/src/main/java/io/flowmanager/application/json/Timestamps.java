package io.flowmanager.application.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as texts: RFC 3339 in UTC, with as many digits after the second as are needed and no point
 * where none is.
 */
public final class Timestamps {
  /** The beginning of a time that stood for "never" before there was null. */
  private static final String NEVER = "9999-01-01 00:00:00";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)[T ]"
              + "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?<fraction>(?:\\.\\d{1,9})?)"
              + "(?<offset>(?:Z|[+-]\\d\\d:\\d\\d)?)",
          Pattern.CASE_INSENSITIVE);

  /** RFC 3339 has no more digits for a year. */
  private static final int YEAR_MAX = 9999;

  private Timestamps() {}

  /** E.g. {@code 2026-08-22T10:28:01.12Z}. */
  public static String write(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    var text = new StringBuilder(30);
    digits(text, utc.getYear(), 4);
    digits(text.append('-'), utc.getMonthValue(), 2);
    digits(text.append('-'), utc.getDayOfMonth(), 2);
    digits(text.append('T'), utc.getHour(), 2);
    digits(text.append(':'), utc.getMinute(), 2);
    digits(text.append(':'), utc.getSecond(), 2);
    if (utc.getNano() != 0) {
      digits(text.append('.'), utc.getNano(), 9);
      while (text.charAt(text.length() - 1) == '0') {
        text.setLength(text.length() - 1);
      }
    }
    return text.append('Z').toString();
  }

  private static void digits(StringBuilder text, int number, int count) {
    int unit = 1;
    for (int digit = 1; digit < count; digit++) {
      unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
      text.append((char) ('0' + number / unit % 10));
    }
  }

  /**
   * The time in a text: date and time with {@code T} or a space between them, up to nine digits
   * after the second, and {@code Z}, an offset, or nothing, which means UTC. Empty if it is none.
   */
  public static Optional<Instant> find(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      OffsetDateTime time =
          OffsetDateTime.of(
              Integer.parseInt(form.group("year")),
              Integer.parseInt(form.group("month")),
              Integer.parseInt(form.group("day")),
              Integer.parseInt(form.group("hour")),
              Integer.parseInt(form.group("minute")),
              Integer.parseInt(form.group("second")),
              nanos(form.group("fraction")),
              offset(form.group("offset")));
      int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
      return year < 0 || year > YEAR_MAX ? Optional.empty() : Optional.of(time.toInstant());
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  /** Nothing is 0, and .12 is 120 million nanoseconds. */
  private static int nanos(String fraction) {
    return fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "00000000").substring(1, 10));
  }

  private static ZoneOffset offset(String offset) {
    return offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset.toUpperCase(Locale.ROOT));
  }

  /** True if a text says that something has not happened, as the first version did. */
  static boolean isNever(String text) {
    return text.isEmpty() || text.startsWith(NEVER);
  }
}
