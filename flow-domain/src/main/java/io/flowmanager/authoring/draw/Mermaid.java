package io.flowmanager.authoring.draw;

import io.flowmanager.authoring.draw.Picture.Edge;
import io.flowmanager.authoring.draw.Picture.Kind;
import io.flowmanager.authoring.draw.Picture.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A picture as a Mermaid flowchart. */
final class Mermaid {
  private Mermaid() {}

  static String text(Picture picture) {
    var lines = new ArrayList<String>();
    lines.add("flowchart TD");
    picture.nodes().forEach(node -> lines.add("  " + node(node)));
    var walked = new ArrayList<Integer>();
    for (int index = 0; index < picture.edges().size(); index++) {
      Edge edge = picture.edges().get(index);
      lines.add(
          "  n%d -->%s n%d"
              .formatted(
                  edge.from(),
                  edge.label().isEmpty() ? "" : "|\"" + escaped(edge.label()) + "\"|",
                  edge.to()));
      if (edge.visits() > 0) {
        walked.add(index);
      }
    }
    styles(picture, walked, lines);
    return String.join("\n", lines) + "\n";
  }

  private static String node(Node node) {
    String label = escaped(node.label().title());
    if (!node.label().detail().isEmpty()) {
      label += "<br>" + escaped(node.label().detail());
    }
    return switch (node.kind()) {
      case START, END -> "%s([\"%s\"])".formatted(node.key(), label);
      case DECIDES -> "%s{{\"%s\"}}".formatted(node.key(), label);
      case MISSING -> "%s>\"%s\"]".formatted(node.key(), label);
      case SPEAKS, LISTENS, ASKS, WORKS, LEAVES -> "%s(\"%s\")".formatted(node.key(), label);
    };
  }

  private static void styles(Picture picture, List<Integer> walked, List<String> lines) {
    keys(picture, lines, "missing", "stroke-dasharray:4 3", node -> node.kind() == Kind.MISSING);
    keys(
        picture, lines, "unreached", "stroke-dasharray:4 3,opacity:0.6", node -> !node.reachable());
    if (picture.marked()) {
      keys(picture, lines, "walked", "stroke:#d9480f,stroke-width:3px", node -> node.visits() > 0);
      if (!walked.isEmpty()) {
        lines.add(
            "  linkStyle %s stroke:#d9480f,stroke-width:3px"
                .formatted(walked.stream().map(Object::toString).collect(Collectors.joining(","))));
      }
    }
  }

  private static void keys(
      Picture picture, List<String> lines, String name, String style, Predicate<Node> such) {
    String keys =
        picture.nodes().stream().filter(such).map(Node::key).collect(Collectors.joining(","));
    if (!keys.isEmpty()) {
      lines.add("  classDef %s %s".formatted(name, style));
      lines.add("  class %s %s".formatted(keys, name));
    }
  }

  /** Every sign but letters, digits, spaces and harmless punctuation by its number. */
  static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .map(sign -> Character.isISOControl(sign) ? ' ' : sign)
        .forEach(sign -> {
          if (sign > 127 || Character.isLetterOrDigit(sign) || " .,:!?-+/=_'".indexOf(sign) >= 0) {
            escaped.appendCodePoint(sign);
          } else {
            escaped.append('#').append(sign).append(';');
          }
        });
    return escaped.toString();
  }
}
