package io.flowmanager.app.cli;

import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what was typed, and says what is wrong with it as flow-control of the original did. */
final class Arguments {
  private static final UUID NIL = new UUID(0, 0);

  private Arguments() {}

  /**
   * An id that has to be there, as a text.
   *
   * @param label what messages call it
   */
  static String id(String label, String text) {
    if (text.isEmpty()) {
      throw new InvalidArgumentException(label + " is required");
    }
    return Ids.parse(text)
        .filter(id -> !id.equals(NIL))
        .map(UUID::toString)
        .orElseThrow(() ->
            new InvalidArgumentException(
                "invalid format for %s: '%s' is not a valid UUID".formatted(label, text)));
  }

  /** An id that may be left out. */
  static Text idOrNone(String label, String text) {
    return new Text(text.isEmpty() ? NIL.toString() : id(label, text));
  }

  static String required(String name, String text) {
    if (text.isEmpty()) {
      throw new InvalidArgumentException(name + " is required");
    }
    return text;
  }

  /** A list of actions as JSON, {@code @FILE} for a file's, {@code -} for stdin's; empty: none. */
  static Value actions(String text) {
    if (text.isEmpty()) {
      return new Items(List.of());
    }
    Value actions = json("actions", text);
    if (!(actions instanceof Items)) {
      throw new InvalidArgumentException(
          "failed to parse actions JSON: expected a list, but it is " + actions.kind());
    }
    return actions;
  }

  /** Any JSON, {@code @FILE} for a file's, {@code -} for stdin's. */
  static Value json(String what, String text) {
    try {
      return ValueJson.read(Json.of(content(text)));
    } catch (FlowException malformed) {
      throw new InvalidArgumentException(
          "failed to parse %s JSON: %s".formatted(what, malformed.getMessage()));
    }
  }

  /** Pairs {@code name=value}, in order. */
  static Members pairs(Iterable<String> texts) {
    Map<String, Value> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new InvalidArgumentException("'%s' is not a name=value".formatted(text));
      }
      pairs.put(text.substring(0, equals), new Text(text.substring(equals + 1)));
    }
    return new Members(pairs);
  }

  /** The JSON in a file, {@code -} for what comes by stdin; not looked at yet. */
  static Json file(String path) {
    return Json.of(path.equals("-") ? content(path) : content("@" + path));
  }

  private static String content(String text) {
    String path = text.startsWith("@") ? text.substring(1) : text;
    try {
      if (text.equals("-")) {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      }
      return text.startsWith("@") ? Files.readString(Path.of(path)) : text;
    } catch (NoSuchFileException absent) {
      throw new InvalidArgumentException("there is no file " + path);
    } catch (IOException | InvalidPathException unreadable) {
      throw new InvalidArgumentException(
          "can't read %s: %s".formatted(path, unreadable.getMessage()));
    }
  }
}
