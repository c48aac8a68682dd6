package io.flowmanager.app.config;

import io.flowmanager.app.config.FlowManagerConfig.Effective;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads flags as Go programs do ({@code -x v}, {@code -x=v}, with one dash or two; the later one
 * counts), the environment where there is no flag, and a file where there is neither. Everything
 * that is wrong is named at once.
 */
final class CommandLine {
  /** A value that was read: what a setting was given, by what name, and where. */
  record Given(String value, String by, String origin) {}

  private static final String STANDARD = "default";

  private final Map<Setting<?>, Given> given = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private boolean asksForHelp;

  private CommandLine() {}

  static CommandLine read(List<String> arguments, Map<String, String> environment) {
    var line = new CommandLine();
    Setting.all().forEach(setting -> line.take(setting, environment));
    line.readFlags(arguments);
    line.readFile();
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

  /** The value that was given, or the standard. */
  <T> T value(Setting<T> setting) {
    return setting.reader().apply(given(setting).value());
  }

  /** The facts about every setting, without secrets; where nothing is wrong. */
  List<Effective> effective() {
    return Setting.all()
        .map(setting ->
            new Effective(
                setting.flag(), setting.shown(given(setting).value()), given(setting).origin()))
        .toList();
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
    return given.getOrDefault(
        setting, new Given(setting.standard(), "-" + setting.flag(), STANDARD));
  }

  private void take(Setting<?> setting, Map<String, String> environment) {
    String value = environment.getOrDefault(setting.variable(), "");
    if (!value.isEmpty()) {
      given.put(setting, new Given(value, setting.variable(), "environment " + setting.variable()));
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
        given.put(setting.get(), byFlag(argument.substring(equals + 1), name));
      } else if (setting.get().needsNoValue()) {
        given.put(setting.get(), byFlag("true", name));
      } else if (rest.hasNext()) {
        given.put(setting.get(), byFlag(rest.next(), name));
      } else {
        problems.add("flag needs an argument: -" + name);
      }
    }
  }

  private static Given byFlag(String value, String name) {
    return new Given(value, "-" + name, "flag -" + name);
  }

  /** The file counts where neither a flag nor the environment does. */
  private void readFile() {
    try {
      Optional<Path> file = value(Setting.CONFIG_FILE);
      if (file.isPresent()) {
        read(file.get());
      }
    } catch (IllegalArgumentException noPath) {
      return; // named among the problems of all settings
    }
  }

  /** Not the message of a broken escape: it may quote a password. */
  private static String unreadable(Exception failure) {
    return switch (failure) {
      case NoSuchFileException absent -> "there is none";
      case AccessDeniedException forbidden -> "it may not be read";
      case MalformedInputException notUtf8 -> "it is not UTF-8";
      case IllegalArgumentException escape -> "an escape in it (a backslash and u) is broken";
      default -> "it can't be read";
    };
  }

  private void read(Path file) {
    var lines = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      lines.load(text);
    } catch (IOException | IllegalArgumentException unreadable) {
      problems.add(
          "%s: Expected a file of settings that can be read, but %s"
              .formatted(file, unreadable(unreadable)));
      return;
    }
    var names = new HashMap<Setting<?>, String>();
    for (String name : new TreeSet<>(lines.stringPropertyNames())) {
      Optional<Setting<?>> setting = Setting.named(name);
      if (setting.isEmpty() || setting.get().equals(Setting.CONFIG_FILE)) {
        problems.add("%s: no setting of a file is called %s".formatted(file, name));
        continue;
      }
      String other = names.put(setting.get(), name);
      if (other != null) {
        problems.add(
            "%s: %s and %s are one setting, but both are there".formatted(file, other, name));
      }
      given.putIfAbsent(
          setting.get(),
          new Given(
              lines.getProperty(name).strip(),
              "%s: %s".formatted(file, name),
              "file %s".formatted(file)));
    }
  }

  private static boolean isFlag(String argument) {
    return argument.length() > 1 && argument.startsWith("-");
  }

  private static String nameOf(String flag) {
    return flag.replaceFirst("^--?", "").replaceFirst("(?s)=.*", "");
  }
}
