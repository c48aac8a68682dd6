package io.flowmanager.app.conversation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The things that happened upon one request, or one event.
 *
 * @param answer empty where none is due; {@code {"timeout": true}} where none came
 */
record Exchange(String name, Optional<JsonNode> answer, Map<Part, List<JsonNode>> lists) {
  Exchange {
    lists = Map.copyOf(lists);
  }

  List<JsonNode> list(Part part) {
    return lists.getOrDefault(part, List.of());
  }

  /** This, with everything in it replaced. */
  Exchange mapped(UnaryOperator<JsonNode> change) {
    var changed = new EnumMap<Part, List<JsonNode>>(Part.class);
    lists.forEach((part, nodes) -> changed.put(part, nodes.stream().map(change).toList()));
    return new Exchange(name, answer.map(change), changed);
  }
}
