package io.flowmanager.authoring.rehearse;

import java.util.ArrayList;
import java.util.List;

/** Events in a rehearsal so far, for whoever has to find out why it went wrong. */
final class Story {
  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    lines.add(line);
  }

  AssertionError wrong(String expected, String found) {
    String before = lines.isEmpty() ? "nothing" : String.join("\n  ", lines);
    return new AssertionError(
        "\nExpected that it %s\nbut it %s\nafter\n  %s".formatted(expected, found, before));
  }
}
