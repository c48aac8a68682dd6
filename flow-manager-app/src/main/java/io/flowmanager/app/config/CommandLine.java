package io.flowmanager.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads flags as Go programs do ({@code -x v}, {@code -x=v}, with one dash or two; the later one
 * counts), and the environment where there is no flag. Everything that is wrong is named at once.
 */
final class CommandLine {
  /** What it read: what each setting was given, and by what name. */
  record Given(String value, String by) {}

  private final Map<Setting<?>, Given> given = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private boolean asksForHelp;

  private CommandLine() {}

  static CommandLine read(List<String> arguments, Map<String, String> environment) {
    var line = new CommandLine();
    Setting.all().forEach(setting -> line.take(setting, environment));
    line.readFlags(arguments);
    return line;
  }

  boolean asksForHelp() {
    return asksForHelp;
  }

  /** Everything that is wrong; {@link #value} gives a value where nothing is. */
  List<String> problems() {
    return Stream.concat(
            problems.stream(), Setting.all().map(this::problemWith).flatMap(Optional::stream))
        .toList();
  }

  /** What was given, or the standard. */
  <T> T value(Setting<T> setting) {
    return setting.reader().apply(given(setting).value());
  }

  private Optional<String> problemWith(Setting<?> setting) {
    try {
      value(setting);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      String reason = String.valueOf(wrong.getMessage());
      return Optional.of(
          "%s: %s"
              .formatted(given(setting).by(), setting.isSecret() ? withoutQuotes(reason) : reason));
    }
  }

  /** A part of what was given may be a password, where it was mistyped. */
  private static String withoutQuotes(String reason) {
    return reason.replaceAll("([\"']).*\\1", "$1…$1");
  }

  private Given given(Setting<?> setting) {
    return given.getOrDefault(setting, new Given(setting.standard(), "-" + setting.flag()));
  }

  private void take(Setting<?> setting, Map<String, String> environment) {
    String value = environment.getOrDefault(setting.variable(), "");
    if (!value.isEmpty()) {
      given.put(setting, new Given(value, setting.variable()));
    }
  }

  private void readFlags(List<String> arguments) {
    var rest = arguments.listIterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (!isFlag(argument)) {
        // Not repeated: it may be a password that lost its flag.
        problems.add("argument %d is no flag and no flag's value".formatted(rest.nextIndex()));
        continue;
      }
      String name = nameOf(argument);
      int equals = argument.indexOf('=');
      Optional<Setting<?>> setting = Setting.named(name);
      if (name.equals("h") || name.equals("help")) {
        asksForHelp = true;
      } else if (setting.isEmpty()) {
        problems.add("flag provided but not defined: -" + name);
        if (equals < 0 && rest.hasNext() && !isFlag(arguments.get(rest.nextIndex()))) {
          rest.next();
        }
      } else if (equals >= 0) {
        given.put(setting.get(), new Given(argument.substring(equals + 1), "-" + name));
      } else if (setting.get().needsNoValue()) {
        given.put(setting.get(), new Given("true", "-" + name));
      } else if (rest.hasNext()) {
        given.put(setting.get(), new Given(rest.next(), "-" + name));
      } else {
        problems.add("flag needs an argument: -" + name);
      }
    }
  }

  private static boolean isFlag(String argument) {
    return argument.length() > 1 && argument.startsWith("-");
  }

  private static String nameOf(String flag) {
    return flag.replaceFirst("^--?", "").replaceFirst("(?s)=.*", "");
  }
}
