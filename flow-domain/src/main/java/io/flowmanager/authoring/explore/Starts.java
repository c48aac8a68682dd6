package io.flowmanager.authoring.explore;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionType;
import io.flowmanager.domain.catalog.Branch;
import io.flowmanager.domain.catalog.ConditionDatetime;
import io.flowmanager.domain.catalog.VariableSet;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.variable.PlatformVariables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When a flow may begin, and with what: all times and variables that its actions tell apart. */
record Starts(List<Start> all) {
  /** How many are tried. */
  private static final int STARTS_MAX = 64;

  /** A year with every date but the 29th of February. */
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private static final int DAYS = 365;

  /**
   * @param what what is special about it, for a person; empty: nothing
   */
  record Start(String what, Instant now, Map<String, String> variables) {}

  static Starts of(List<Action> actions) {
    List<Map<String, String>> variables = variables(actions);
    var starts = new ArrayList<Start>();
    Map<List<Boolean>, Instant> times = times(actions);
    for (Instant time : times.values()) {
      for (Map<String, String> carried : variables) {
        var what = new ArrayList<String>();
        if (times.size() > 1) {
          what.add("at " + time);
        }
        carried.forEach((name, value) -> what.add("with %s \"%s\"".formatted(name, value)));
        starts.add(
            new Start(what.isEmpty() ? "" : "begins " + String.join(" and ", what), time, carried));
      }
    }
    return new Starts(starts.stream().limit(STARTS_MAX).toList());
  }

  /** One time for each combination of conditions that hold. */
  private static Map<List<Boolean>, Instant> times(List<Action> actions) {
    List<ConditionDatetime> conditions =
        actions.stream().flatMap(action -> datetime(action).stream()).distinct().toList();
    var times = new LinkedHashMap<List<Boolean>, Instant>();
    Set<Integer> minutes = new LinkedHashSet<>(List.of(12 * 60));
    conditions.forEach(condition -> minutes.addAll(minutesAround(condition)));
    for (int day = 0; day < DAYS && times.size() < STARTS_MAX; day++) {
      for (int minute : minutes) {
        Instant time = NEW_YEAR.plus(Duration.ofDays(day).plusMinutes(minute));
        times.putIfAbsent(
            conditions.stream().map(condition -> condition.holdsAt(time)).toList(), time);
        if (conditions.isEmpty()) {
          return times;
        }
      }
    }
    return times;
  }

  private static Optional<ConditionDatetime> datetime(Action action) {
    return read(action, ConditionDatetime.TYPE);
  }

  private static <O> Optional<O> read(Action action, ActionType<O> type) {
    try {
      return action.type().equals(type.name())
          ? Optional.of(type.read(action.options()))
          : Optional.empty();
    } catch (FlowException notReadableYet) {
      return Optional.empty();
    }
  }

  /** The minutes of a day just before, at and just after those that it names. */
  private static Set<Integer> minutesAround(ConditionDatetime condition) {
    var minutes = new LinkedHashSet<Integer>();
    int hour = Math.max(condition.hour(), 0);
    for (int other : new int[] {hour - 1, hour, hour + 1}) {
      int minute = Math.max(condition.minute(), 0);
      for (int one : new int[] {minute - 1, minute, minute + 1}) {
        minutes.add(Math.floorMod(other * 60 + one, 24 * 60));
      }
    }
    return minutes;
  }

  /** Nothing, then each value of a variable that the flow looks at and does not set. */
  private static List<Map<String, String>> variables(List<Action> actions) {
    Set<String> set = new LinkedHashSet<>(PlatformVariables.NAMES);
    actions.forEach(
        action -> read(action, VariableSet.TYPE).map(VariableSet::key).ifPresent(set::add));
    Stream<Map<String, String>> carried =
        actions.stream()
            .flatMap(action -> read(action, Branch.TYPE).stream())
            .filter(branch -> !set.contains(branch.variable()))
            .flatMap(branch ->
                branch.targets().keySet().stream()
                    .sorted()
                    .map(value -> Map.of(branch.variable(), value)));
    return Stream.concat(Stream.of(Map.<String, String>of()), carried).distinct().toList();
  }
}
