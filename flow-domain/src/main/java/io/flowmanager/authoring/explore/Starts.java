package io.flowmanager.authoring.explore;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.Distinction;
import io.flowmanager.domain.type.Distinction.Times;
import io.flowmanager.domain.type.Distinction.Values;
import io.flowmanager.domain.type.OptionDescription.Role;
import io.flowmanager.domain.variable.PlatformVariables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** When a flow may begin, and with what: all times and variables that its actions tell apart. */
record Starts(List<Start> all) {
  /** Number of starts that are tried. */
  private static final int STARTS_MAX = 64;

  /** A year with every date but the 29th of February. */
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private static final int DAYS = 365;

  /**
   * @param what what is special about it, for a person; empty: nothing
   */
  record Start(String what, Instant now, Map<String, String> variables) {}

  static Starts of(ActionCatalog catalog, List<Action> actions) {
    List<Distinction> distinctions =
        actions.stream().flatMap(action -> Distinctions.of(catalog, action)).toList();
    List<Map<String, String>> variables = variables(catalog, actions, distinctions);
    var starts = new ArrayList<Start>();
    Map<List<Boolean>, Instant> times = times(distinctions);
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

  /** A time for each combination of conditions that hold. */
  private static Map<List<Boolean>, Instant> times(List<Distinction> distinctions) {
    List<Times> conditions =
        distinctions.stream()
            .flatMap(one -> one instanceof Times times ? Stream.of(times) : Stream.empty())
            .toList();
    var found = new LinkedHashMap<List<Boolean>, Instant>();
    Set<Integer> minutes = new LinkedHashSet<>(List.of(12 * 60));
    conditions.forEach(condition -> condition.minutes().stream().sorted().forEach(minutes::add));
    for (int day = 0; day < DAYS && found.size() < STARTS_MAX; day++) {
      for (int minute : minutes) {
        Instant time = NEW_YEAR.plus(Duration.ofDays(day).plusMinutes(minute));
        found.putIfAbsent(
            conditions.stream().map(condition -> condition.holds().test(time)).toList(), time);
        if (conditions.isEmpty()) {
          return found;
        }
      }
    }
    return found;
  }

  /** Nothing, then each value of a variable that the flow looks at and does not set. */
  private static List<Map<String, String>> variables(
      ActionCatalog catalog, List<Action> actions, List<Distinction> distinctions) {
    Set<String> set = new LinkedHashSet<>(PlatformVariables.NAMES);
    actions.forEach(action -> set.addAll(variablesSet(catalog, action)));
    Stream<Map<String, String>> carried =
        distinctions.stream()
            .flatMap(one -> one instanceof Values values ? Stream.of(values) : Stream.empty())
            .filter(values -> !set.contains(values.variable()))
            .flatMap(
                values -> values.values().stream().map(value -> Map.of(values.variable(), value)));
    return Stream.concat(Stream.of(Map.<String, String>of()), carried).distinct().toList();
  }

  private static List<String> variablesSet(ActionCatalog catalog, Action action) {
    return catalog.type(action.type()).stream()
        .flatMap(type -> type.options().stream())
        .filter(option -> option.role() == Role.VARIABLE_SET)
        .map(option -> action.options().value(option.name()))
        .flatMap(name -> name instanceof Text text ? Stream.of(text.value()) : Stream.empty())
        .toList();
  }
}
