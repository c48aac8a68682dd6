package io.flowmanager.authoring.draw;

import io.flowmanager.authoring.draw.Picture.Edge;
import io.flowmanager.authoring.draw.Picture.Node;
import java.util.ArrayList;

/** A picture as a Graphviz digraph. */
final class Dot {
  private static final String WALKED = "color=\"#d9480f\" penwidth=2.5";

  private Dot() {}

  static String text(Picture picture) {
    var lines = new ArrayList<String>();
    lines.add("digraph flow {");
    lines.add("  node [shape=box style=rounded fontname=\"sans-serif\" fontsize=11]");
    lines.add("  edge [fontname=\"sans-serif\" fontsize=10]");
    picture.nodes().forEach(node -> lines.add("  " + node(node)));
    picture.edges().forEach(edge -> lines.add("  " + edge(edge)));
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  private static String node(Node node) {
    String label = escaped(node.label().title());
    if (!node.label().detail().isEmpty()) {
      label += "\\n" + escaped(node.label().detail());
    }
    String shape =
        switch (node.kind()) {
          case START, END -> " shape=oval";
          case DECIDES -> " shape=hexagon style=\"\"";
          case MISSING -> " shape=note style=dashed";
          case SPEAKS, LISTENS, ASKS, WORKS, LEAVES ->
              node.reachable() ? "" : " style=\"rounded,dashed\"";
        };
    return "%s [label=\"%s\"%s%s]"
        .formatted(node.key(), label, shape, node.visits() > 0 ? " " + WALKED : "");
  }

  private static String edge(Edge edge) {
    String label = edge.label().isEmpty() ? "" : "label=\"%s\"".formatted(escaped(edge.label()));
    String walked = edge.visits() > 0 ? WALKED : "";
    String attributes = (label + " " + walked).strip();
    return "n%d -> n%d%s"
        .formatted(edge.from(), edge.to(), attributes.isEmpty() ? "" : " [" + attributes + "]");
  }

  static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .map(sign -> Character.isISOControl(sign) ? ' ' : sign)
        .forEach(sign -> {
          if (sign == '"' || sign == '\\') {
            escaped.append('\\');
          }
          escaped.appendCodePoint(sign);
        });
    return escaped.toString();
  }
}
