package io.flowmanager.app.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON, as this package needs it. */
public final class JsonText {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonText() {}

  /** The JSON that the text has; empty if it is no JSON. */
  public static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JacksonException none) {
      return Optional.empty();
    }
  }

  /** The JSON of a trusted text. */
  public static JsonNode of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("Expected JSON, but it is " + text));
  }

  static JsonNode text(String text) {
    return NODES.stringNode(text);
  }

  static JsonNode number(int number) {
    return NODES.numberNode(number);
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static JsonNode array(List<? extends JsonNode> elements) {
    return NODES.arrayNode().addAll(elements);
  }

  /** The elements of a list; none for anything else. */
  public static List<JsonNode> elements(JsonNode node) {
    return node.isArray() ? List.copyOf(node.values()) : List.of();
  }

  /** The node with all its texts replaced, and, of objects, the keys. */
  static JsonNode mapTexts(JsonNode node, UnaryOperator<String> change) {
    if (node.isString()) {
      return text(change.apply(node.stringValue()));
    }
    if (node instanceof ArrayNode list) {
      List<JsonNode> changed = new ArrayList<>();
      list.values().forEach(element -> changed.add(mapTexts(element, change)));
      return array(changed);
    }
    if (node instanceof ObjectNode object) {
      ObjectNode changed = object();
      object.forEachEntry((key, value) -> changed.set(change.apply(key), mapTexts(value, change)));
      return changed;
    }
    return node;
  }

  /** Objects are merged, everything else is replaced. */
  static JsonNode merge(JsonNode base, JsonNode change) {
    if (!base.isObject() || !change.isObject()) {
      return change;
    }
    ObjectNode merged = (ObjectNode) base.deepCopy();
    change.forEachEntry(
        (key, value) -> merged.set(key, base.has(key) ? merge(base.path(key), value) : value));
    return merged;
  }
}
