package io.flowmanager.authoring.label;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Comparison;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.catalog.ActionType;
import io.flowmanager.domain.catalog.Branch;
import io.flowmanager.domain.catalog.ConditionCallDigits;
import io.flowmanager.domain.catalog.ConditionCallStatus;
import io.flowmanager.domain.catalog.ConditionDatetime;
import io.flowmanager.domain.catalog.ConditionVariable;
import io.flowmanager.domain.catalog.DigitsReceive;
import io.flowmanager.domain.catalog.Goto;
import io.flowmanager.domain.catalog.OptionDescription;
import io.flowmanager.domain.catalog.VariableSet;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.variable.ReservedVariables;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Says what an action does. Any action can be put into words: what can't be read yet, because of a
 * placeholder, or ever, is left out.
 */
public final class Wording {
  /** How long a detail gets, in characters. About as much as one takes in at a glance. */
  public static final int DETAIL_MAX = 120;

  private static final String DIGITS_PLACEHOLDER = "${" + ReservedVariables.CALL_DIGITS + "}";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMMM, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Wording() {}

  /** What time it is, in UTC, to the minute. */
  public static String time(Instant now) {
    return "it is " + TIME.format(now);
  }

  /** The label of an action. */
  public static Label label(Action action) {
    if (action.isFinish()) {
      return new Label("end", "");
    }
    String title = action.type().replace('_', ' ');
    try {
      return new Label(title, shortened(detail(action)));
    } catch (FlowException notReadable) {
      return new Label(title, "");
    }
  }

  private static String detail(Action action) {
    Options options = action.options();
    if (isOf(ConditionVariable.TYPE, action)) {
      return condition(options);
    }
    if (isOf(ConditionDatetime.TYPE, action)) {
      return condition(ConditionDatetime.TYPE.read(options));
    }
    if (isOf(ConditionCallDigits.TYPE, action)) {
      return condition(ConditionCallDigits.TYPE.read(options));
    }
    if (isOf(ConditionCallStatus.TYPE, action)) {
      return "the call is " + ConditionCallStatus.TYPE.read(options).status();
    }
    if (isOf(Branch.TYPE, action)) {
      return "by " + nameOf(options.text("variable", ReservedVariables.CALL_DIGITS));
    }
    if (isOf(Goto.TYPE, action)) {
      return ""; // its ways say it all
    }
    if (isOf(DigitsReceive.TYPE, action)) {
      return prompt(DigitsReceive.TYPE.read(options));
    }
    if (isOf(VariableSet.TYPE, action)) {
      return options.text("key") + " = " + quoted(readable(options.text("value")));
    }
    return ActionCatalog.standard()
        .type(action.type())
        .map(type -> mostTelling(type, options))
        .orElse("");
  }

  static boolean isOf(ActionType<?> type, Action action) {
    return type.name().equals(action.type());
  }

  /** The first option that it can do nothing without, and that is no id. */
  private static String mostTelling(ActionType<?> type, Options options) {
    return type.options().stream()
        .filter(option -> option.required() && options.has(option.name()))
        .map(option -> value(option, options))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String value(OptionDescription option, Options options) {
    String name = option.name();
    return switch (option.kind()) {
      case TEXT -> quoted(readable(options.text(name)));
      case TEXTS -> options.texts(name).stream().map(Wording::lastPart).collect(joined());
      case INTEGER -> number(option.unit(), options.integer(name));
      case ADDRESSES -> options.addresses(name).stream().map(Wording::address).collect(joined());
      case ADDRESS -> address(options.address(name));
      case NUMBER -> options.number(name).map(Wording::number).orElse("");
      case FLAG, ID, INTEGERS, IDS_BY_TEXT, ACTIONS, ATTACHMENTS -> "";
    };
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  /** In plain digits, unless its exponent alone would fill the detail. */
  private static String number(BigDecimal number) {
    return Math.abs((long) number.scale()) <= DETAIL_MAX
        ? number.stripTrailingZeros().toPlainString()
        : number.toString();
  }

  private static String number(String unit, int number) {
    return switch (unit) {
      case "milliseconds" -> duration(Duration.ofMillis(number));
      case "seconds" -> duration(Duration.ofSeconds(number));
      default -> Integer.toString(number);
    };
  }

  private static String address(Address address) {
    return address.targetName().isEmpty() ? address.target() : address.targetName();
  }

  /** A file's own name; its folders and its server say little. */
  private static String lastPart(String url) {
    String path = url.contains("${") ? url : url.replaceFirst("[?#].*$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String prompt(DigitsReceive receive) {
    var parts = new ArrayList<String>();
    if (receive.length() > 0) {
      parts.add(receive.length() == 1 ? "1 digit" : "up to " + receive.length() + " digits");
    }
    if (!receive.endKeys().isEmpty()) {
      parts.add(
          "until "
              + receive
                  .endKeys()
                  .chars()
                  .mapToObj(Character::toString)
                  .collect(Collectors.joining(" or ")));
    }
    if (receive.duration().isPositive()) {
      parts.add("waits " + duration(receive.duration()));
    }
    return String.join(", ", parts);
  }

  /** A condition_variable's, whose text may still be a placeholder. */
  private static String condition(Options options) {
    String text = options.text("variable");
    String subject = text.contains("${") ? readable(text) : quoted(text);
    String singular = Comparison.of(options.text("condition")).map(Wording::words).orElse("is ?");
    boolean many =
        subject.equals("the digits dialled") && !options.text("value_type").equals("length");
    String comparison = many ? singular.replaceFirst("is", "are") : singular;
    return switch (options.text("value_type")) {
      case "number" ->
          "%s %s %s"
              .formatted(
                  subject,
                  comparison,
                  options.number("value_number").map(Wording::number).orElse("0"));
      case "length" ->
          "length of %s %s %d".formatted(subject, comparison, options.integer("value_length"));
      default -> {
        String value = options.text("value_string");
        yield "%s %s %s"
            .formatted(subject, comparison, value.isEmpty() ? "empty" : quoted(readable(value)));
      }
    };
  }

  private static String condition(ConditionCallDigits condition) {
    var parts = new ArrayList<String>();
    if (condition.length() != 0) {
      parts.add("at least %d digits were dialled".formatted(condition.length()));
    }
    if (!condition.key().isEmpty()) {
      parts.add("%s was dialled".formatted(condition.key()));
    }
    return parts.isEmpty() ? "never" : String.join(" or ", parts);
  }

  private static String condition(ConditionDatetime condition) {
    Optional<Comparison> comparison = Comparison.of(condition.condition());
    // The option stands on the left: 8 <= hour is an hour of at least 8.
    String words = comparison.map(Wording::turned).map(Wording::words).orElse("is ?");
    var parts = new ArrayList<String>();
    if (!condition.weekdays().isEmpty()) {
      parts.add("on " + condition.weekdays().stream().map(Wording::weekday).collect(joined()));
    }
    if (condition.month() > 0) {
      parts.add("month %s %s".formatted(words, month(condition.month())));
    }
    if (condition.day() > 0) {
      parts.add("day %s %d".formatted(words, condition.day()));
    }
    if (condition.hour() >= 0) {
      parts.add("hour %s %d".formatted(words, condition.hour()));
    }
    if (condition.minute() >= 0) {
      parts.add("minute %s %d".formatted(words, condition.minute()));
    }
    return parts.isEmpty() ? "at any time" : String.join(", ", parts) + " (UTC)";
  }

  private static String weekday(int number) {
    return number < 0 || number > 6
        ? Integer.toString(number)
        : DayOfWeek.of(number == 0 ? 7 : number).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  private static String month(int number) {
    return number > 12
        ? Integer.toString(number)
        : Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static Comparison turned(Comparison comparison) {
    return switch (comparison) {
      case EQUAL, NOT_EQUAL -> comparison;
      case GREATER -> Comparison.LESS;
      case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
      case LESS -> Comparison.GREATER;
      case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
    };
  }

  private static String words(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> "is";
      case NOT_EQUAL -> "is not";
      case GREATER -> "is more than";
      case GREATER_OR_EQUAL -> "is at least";
      case LESS -> "is less than";
      case LESS_OR_EQUAL -> "is at most";
    };
  }

  /** What a person calls a variable. */
  public static String nameOf(String variable) {
    return variable.equals(ReservedVariables.CALL_DIGITS) ? "the digits dialled" : variable;
  }

  /** A text in the quotation marks of prose. */
  public static String quoted(String text) {
    return '“' + text + '”';
  }

  private static String readable(String text) {
    return text.replace(DIGITS_PLACEHOLDER, "the digits dialled").strip().replaceAll("\\s+", " ");
  }

  private static String shortened(String text) {
    if (text.codePointCount(0, text.length()) <= DETAIL_MAX) {
      return text;
    }
    String end = text.endsWith("”") ? "…”" : "…";
    return text.substring(0, text.offsetByCodePoints(0, DETAIL_MAX - end.length())).strip() + end;
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
    return texts.size() < 2
        ? String.join("", texts)
        : String.join(", ", texts.subList(0, texts.size() - 1)) + " and " + texts.getLast();
  }
}
