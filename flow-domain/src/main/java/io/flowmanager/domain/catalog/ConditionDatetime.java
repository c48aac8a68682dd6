package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGERS;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.Role.TARGET;
import static io.flowmanager.domain.type.OptionDescription.option;
import static java.util.stream.Collectors.joining;

import io.flowmanager.domain.action.Comparison;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Distinction;
import io.flowmanager.domain.type.Evidence;
import io.flowmanager.domain.type.Exit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes on below if it is the time, in UTC, elsewhere if not. Each field is compared for itself, the
 * option on the left: {@code 8 <= now's hour}. All have to hold.
 *
 * @param condition one that is no {@link Comparison} holds for nothing
 * @param minute {@link #ANY}, or 0 to 59
 * @param hour {@link #ANY}, or 0 to 23
 * @param day {@link #ANY}, or 1 to 31
 * @param month {@link #ANY}, or 1 to 12
 * @param weekdays 0 for Sunday to 6 for Saturday; empty: any. It is one of them, whatever the
 *     condition
 */
record ConditionDatetime(
    String condition,
    int minute,
    int hour,
    int day,
    int month,
    List<Integer> weekdays,
    ActionId falseTarget) {
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  /** A field that is not looked at. */
  public static final int ANY = -1;

  public static final ActionType<ConditionDatetime> TYPE =
      ActionType.performed(
              "condition_datetime", Medium.ANY, ConditionDatetime::read, ConditionDatetime::begin)
          .outlined(outline ->
              Condition.outline(outline)
                  .deciding(ConditionDatetime::decision)
                  .telling(options -> read(options).words())
                  .distinguishing(ConditionDatetime::distinctions))
          .described(
              "Goes on below if it is the time, in UTC, elsewhere if not. Each field stands on the"
                  + " left of the condition, the time on the right.",
              option("condition", TEXT, "How the fields compare with the time.")
                  .comparing()
                  .mandatory(),
              option("minute", INTEGER, "-1: any.").from(-1, 59).otherwise("-1"),
              option("hour", INTEGER, "-1: any.").from(-1, 23).otherwise("-1"),
              option("day", INTEGER, "-1 or 0: any.").from(-1, 31).otherwise("-1"),
              option("month", INTEGER, "-1 or 0: any.").from(-1, 12).otherwise("-1"),
              option(
                      "weekdays",
                      INTEGERS,
                      "0 for Sunday to 6 for Saturday; none: any. It has to be one of them,"
                          + " whatever the condition.")
                  .from(0, 6),
              option("false_target_id", ID, "The action to go to if not.").as(TARGET).mandatory());

  public ConditionDatetime {
    weekdays = List.copyOf(weekdays);
  }

  private static ConditionDatetime read(Options options) {
    return new ConditionDatetime(
        options.text("condition"),
        options.integer("minute", ANY),
        options.integer("hour", ANY),
        options.integer("day", ANY),
        options.integer("month", ANY),
        options.integers("weekdays"),
        options.id("false_target_id", ActionId::new));
  }

  private Optional<Decision> decision(Evidence evidence) {
    return evidence
        .at()
        .flatMap(now ->
            Condition.decided(Wording.time(now), words(), holdsAt(now), new Exit.To(falseTarget)));
  }

  private String words() {
    // The option stands on the left: 8 <= hour is an hour of at least 8.
    String words =
        Comparison.of(condition).map(Comparison::turned).map(Wording::words).orElse("is ?");
    var parts = new ArrayList<String>();
    if (!weekdays.isEmpty()) {
      parts.add("on " + weekdays.stream().map(Wording::weekday).collect(joining(", ")));
    }
    if (month > 0) {
      parts.add("month %s %s".formatted(words, Wording.month(month)));
    }
    if (day > 0) {
      parts.add("day %s %d".formatted(words, day));
    }
    if (hour >= 0) {
      parts.add("hour %s %d".formatted(words, hour));
    }
    if (minute >= 0) {
      parts.add("minute %s %d".formatted(words, minute));
    }
    return parts.isEmpty() ? "at any time" : String.join(", ", parts) + " (UTC)";
  }

  private List<Distinction> distinctions() {
    return List.of(new Distinction.Times(minutesAround(), this::holdsAt));
  }

  /** The minutes of a day just before, at and just after those that it names. */
  private Set<Integer> minutesAround() {
    var minutes = new LinkedHashSet<Integer>();
    int wantedHour = Math.max(hour, 0);
    int wantedMinute = Math.max(minute, 0);
    for (int oneHour = wantedHour - 1; oneHour <= wantedHour + 1; oneHour++) {
      for (int oneMinute = wantedMinute - 1; oneMinute <= wantedMinute + 1; oneMinute++) {
        minutes.add(Math.floorMod(oneHour * 60 + oneMinute, MINUTES_OF_A_DAY));
      }
    }
    return minutes;
  }

  private Step begin(Execution execution) {
    return holdsAt(execution.now()) ? Step.carryOn() : Step.jumpTo(falseTarget, "false_target_id");
  }

  /** True if it is the time then. */
  public boolean holdsAt(Instant now) {
    return holds(now.atZone(ZoneOffset.UTC));
  }

  private boolean holds(ZonedDateTime now) {
    // Java's week ends with Sunday as 7.
    return (weekdays.isEmpty() || weekdays.contains(now.getDayOfWeek().getValue() % 7))
        && (month <= 0 || holds(month, now.getMonthValue()))
        && (day <= 0 || holds(day, now.getDayOfMonth()))
        && (hour < 0 || holds(hour, now.getHour()))
        && (minute < 0 || holds(minute, now.getMinute()));
  }

  private boolean holds(int wanted, int found) {
    return Comparison.of(condition)
        .filter(comparison -> comparison.holds(Integer.compare(wanted, found)))
        .isPresent();
  }
}
