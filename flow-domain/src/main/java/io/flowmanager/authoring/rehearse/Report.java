package io.flowmanager.authoring.rehearse;

import io.flowmanager.domain.text.Wording;
import java.util.stream.Collectors;

/** A performance as text, a line or two for each scene. */
final class Report {
  private Report() {}

  static String of(Performance performance) {
    var text = new StringBuilder();
    for (Scene scene : performance.scenes()) {
      text.append("%8s  %s\n".formatted(Wording.duration(scene.at()), name(scene)));
      if (!scene.exchanges().isEmpty()) {
        detail(
            text,
            "asks "
                + scene.exchanges().stream()
                    .map(Exchange::words)
                    .collect(Collectors.joining(", ")));
      }
      if (!scene.remark().isEmpty()) {
        detail(text, scene.remark());
      }
      if (!scene.reason().isEmpty()) {
        detail(text, "→ " + scene.reason());
      }
    }
    text.append(performance.ending());
    if (!performance.leftOver().isEmpty()) {
      text.append(
          "\nthe caller had no chance for this: "
              + performance.leftOver().stream()
                  .map(Act::toString)
                  .collect(Collectors.joining(", ")));
    }
    return text.toString();
  }

  private static void detail(StringBuilder text, String line) {
    text.append(" ".repeat(14)).append(line).append('\n');
  }

  /** Such as {@code #2 talk “Press 1.”}. */
  static String name(Scene scene) {
    return number(scene.number()) + scene.label();
  }

  static String number(int number) {
    return number == 0 ? "+ " : "#" + number + " ";
  }
}
