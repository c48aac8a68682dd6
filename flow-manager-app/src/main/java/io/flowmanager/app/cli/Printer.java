package io.flowmanager.app.cli;

import io.flowmanager.application.json.PrettyJson;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what came: as JSON for programs, as lines and tables for people. */
final class Printer {
  /** The width that is left beside the rest on a line. */
  private static final int CELL_MAX = 60;

  private static final String BOLD = "\u001B[1m";
  private static final String PLAIN = "\u001B[0m";

  private final PrintStream out;
  private final boolean isForPeople;
  private final boolean hasColours;

  Printer(PrintStream out, boolean isForPeople, boolean hasColours) {
    this.out = out;
    this.isForPeople = isForPeople;
    this.hasColours = hasColours;
  }

  boolean isForPeople() {
    return isForPeople;
  }

  /**
   * Prints one thing or a list of things.
   *
   * @param columns which members of each thing a table shows; a point leads into an object
   */
  void show(Value value, List<String> columns) {
    if (!isForPeople) {
      out.println(PrettyJson.indent(ValueJson.write(value)));
      return;
    }
    switch (value) {
      case Items items -> table(items.values(), columns, "");
      case Members members -> thing(members);
      case Text text -> out.println(plain(text));
      case Numeral number -> out.println(plain(number));
      case Flag flag -> out.println(plain(flag));
      case Nothing nothing -> out.println("done");
    }
  }

  /** A thing in one line. */
  void line(Value value, List<String> cells) {
    out.println(isForPeople ? String.join("  ", cells) : ValueJson.write(value).toString());
    out.flush();
  }

  /** A line for people. */
  void say(String line) {
    out.println(printable(line));
  }

  private void thing(Members members) {
    int width = members.values().keySet().stream().mapToInt(String::length).max().orElse(0);
    members
        .values()
        .forEach((name, value) -> {
          String label = bold(padded(printable(name), width));
          if (value instanceof Items items && isTable(items)) {
            out.println(label);
            table(items.values(), Columns.ACTIONS, "  ");
          } else {
            out.println((label + "  " + plain(value)).stripTrailing());
          }
        });
  }

  private static boolean isTable(Items items) {
    return !items.values().isEmpty()
        && items.values().stream()
            .allMatch(item -> item instanceof Members some && some.values().containsKey("type"));
  }

  private void table(List<Value> rows, List<String> columns, String margin) {
    var lines = new ArrayList<List<String>>();
    lines.add(columns.stream().map(column -> column.replace('_', ' ')).toList());
    for (Value row : rows) {
      lines.add(columns.stream().map(column -> cell(row, column)).toList());
    }
    var widths = new ArrayList<Integer>();
    for (int place = 0; place < columns.size(); place++) {
      int column = place;
      widths.add(lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
    }
    for (int row = 0; row < lines.size(); row++) {
      var line = new StringBuilder(margin);
      for (int place = 0; place < columns.size(); place++) {
        line.append(padded(lines.get(row).get(place), widths.get(place))).append("  ");
      }
      String text = line.toString().stripTrailing();
      out.println(row == 0 ? bold(text) : text);
    }
  }

  private static String cell(Value row, String column) {
    String text = plain(at(row, column));
    return text.length() <= CELL_MAX ? text : text.substring(0, CELL_MAX - 1) + "…";
  }

  private static Value at(Value row, String path) {
    Value found = row;
    for (String name : path.split("\\.", -1)) {
      found =
          found instanceof Members members
              ? members.values().getOrDefault(name, Nothing.NOTHING)
              : Nothing.NOTHING;
    }
    return found;
  }

  /** As a person writes it. */
  static String plain(Value value) {
    return printable(
        switch (value) {
          case Text text -> text.value();
          case Numeral number -> number.value().toPlainString();
          case Flag flag -> Boolean.toString(flag.value());
          case Nothing nothing -> "";
          case Items items -> items.values().isEmpty() ? "" : ValueJson.write(items).toString();
          case Members members ->
              members.values().isEmpty() ? "" : ValueJson.write(members).toString();
        });
  }

  /** Others' texts may hold what would change the terminal. */
  private static String printable(String text) {
    return text.codePoints()
        .mapToObj(point -> Character.isISOControl(point) ? "·" : Character.toString(point))
        .collect(Collectors.joining());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private String bold(String text) {
    return hasColours ? BOLD + text + PLAIN : text;
  }

  /** Which members of a thing a table shows. */
  static final class Columns {
    static final List<String> FLOWS = List.of("id", "type", "name", "persist", "tm_create");
    static final List<String> ACTIVEFLOWS =
        List.of("id", "status", "reference_type", "current_action.type", "flow_id", "tm_create");
    static final List<String> ACTIONS = List.of("id", "type", "option");
    static final List<String> STEPS =
        List.of("step", "reached_at", "type", "why_it_went_on", "option");
    static final List<String> OUTBOX = List.of("owner_id", "version", "type", "age_seconds");
    static final List<String> PARKED =
        List.of("id", "tm_park", "queue", "method", "uri", "body_bytes");
    static final List<String> SETTINGS = List.of("setting", "value", "origin");
    static final List<String> NONE = List.of();

    private Columns() {}
  }
}
