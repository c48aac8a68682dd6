package io.flowmanager.app.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares values that are expected, with symbols in them, to those that happened.
 *
 * <ul>
 *   <li>Of an object, every expected key has to be there and equal; further keys may be there. Of
 *       what the original did, the keys that it leaves out where they are empty may be there too,
 *       but empty. Variables and stacks are maps, without further keys.
 *   <li>Lists are equal in length and order. Numbers compare as 64-bit floats. A text that holds a
 *       JSON object or list compares as such.
 *   <li>Stacks that have been left, so that nothing leads back to them, may be gone.
 * </ul>
 */
final class Values {
  private static final String MAIN_STACK = "00000000-0000-0000-0000-000000000001";
  private static final String NIL = "00000000-0000-0000-0000-000000000000";
  private static final String STACKS = "stack_map";

  /** Maps, not records. */
  private static final Set<String> CLOSED = Set.of("variables", STACKS);

  private static final Set<String> LEFT_OUT_WHEN_EMPTY =
      Set.of(
          "name",
          "detail",
          "persist",
          "direct_hash",
          "type",
          "option",
          "webhook_uri",
          "webhook_method",
          "execute_count",
          "executed_actions",
          "early_execution",
          "connect",
          "anonymous");

  private static final int SHOWN_MAX = 240;

  private final Bindings bindings;
  private final boolean recorded;
  private final Set<String> ignored;
  private final List<String> found = new ArrayList<>();
  private boolean quiet;

  /**
   * @param recorded whether what is expected is what the original did, unchanged
   * @param ignored paths that are not compared
   */
  Values(Bindings bindings, boolean recorded, Set<String> ignored) {
    this.bindings = bindings;
    this.recorded = recorded;
    this.ignored = ignored;
  }

  /** The differences reported so far. */
  List<String> found() {
    return List.copyOf(found);
  }

  boolean isIgnored(String path) {
    return ignored.contains(path);
  }

  /** Reports every difference; the symbols that agree are bound all the same. */
  boolean compare(JsonNode expected, JsonNode actual, String path) {
    if (isIgnored(path)) {
      return true;
    }
    if (expected.isString()) {
      return text(expected.stringValue(), actual) || differ(path, expected, actual);
    }
    if (expected.isNumber()) {
      return (actual.isNumber() && expected.doubleValue() == actual.doubleValue())
          || differ(path, expected, actual);
    }
    if (expected instanceof ObjectNode object) {
      return actual instanceof ObjectNode other
          ? object(object, other, path)
          : differ(path, expected, actual);
    }
    if (expected.isArray()) {
      return actual.isArray() ? list(expected, actual, path) : differ(path, expected, actual);
    }
    return expected.equals(actual) || differ(path, expected, actual);
  }

  /** Reports nothing, and binds nothing unless both are equal. */
  boolean isEqual(JsonNode expected, JsonNode actual) {
    return quietly(() -> compare(expected, actual, ""));
  }

  boolean quietly(BooleanSupplier comparison) {
    int mark = bindings.mark();
    boolean before = quiet;
    quiet = true;
    boolean equal = comparison.getAsBoolean();
    quiet = before;
    if (!equal) {
      bindings.undo(mark);
    }
    return equal;
  }

  /** Number of differences; nothing is reported or bound. */
  int distance(JsonNode expected, JsonNode actual) {
    int mark = bindings.mark();
    var measured = new Values(bindings, recorded, ignored);
    measured.compare(expected, actual, "");
    bindings.undo(mark);
    return measured.found.size();
  }

  boolean differ(String path, JsonNode expected, JsonNode actual) {
    if (!quiet) {
      found.add("%s: expected %s, got %s".formatted(path, show(expected), show(actual)));
    }
    return false;
  }

  private String show(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : bindings.show(node.toString());
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
  }

  private boolean list(JsonNode expected, JsonNode actual, String path) {
    if (expected.size() != actual.size()) {
      return differ(
          path + ".length", JsonText.number(expected.size()), JsonText.number(actual.size()));
    }
    boolean equal = true;
    for (int i = 0; i < expected.size() && goesOn(equal); i++) {
      equal &= compare(expected.path(i), actual.path(i), "%s[%d]".formatted(path, i));
    }
    return equal;
  }

  private boolean object(ObjectNode expected, ObjectNode actual, String path) {
    Set<String> met = new HashSet<>();
    boolean equal = true;
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      if (goesOn(equal)) {
        equal &= member(entry.getKey(), expected, actual, path, met);
      }
    }
    return goesOn(equal) && nothingFurther(expected, actual, met, path) && equal;
  }

  private boolean member(
      String key, ObjectNode expected, ObjectNode actual, String path, Set<String> met) {
    String at = path + "." + key;
    JsonNode value = expected.path(key);
    if (key.equals(STACKS)) {
      met.add(key);
      return isIgnored(at) || stacks(expected, actual, at);
    }
    Optional<String> actualKey = actualKey(key, value, actual, met).filter(actual::has);
    if (actualKey.isEmpty()) {
      return isIgnored(at) || differ(at, value, MissingNode.getInstance());
    }
    met.add(actualKey.get());
    return compare(value, actual.path(actualKey.get()), at);
  }

  private boolean nothingFurther(
      ObjectNode expected, ObjectNode actual, Set<String> met, String path) {
    boolean closed = CLOSED.contains(path.substring(path.lastIndexOf('.') + 1));
    boolean equal = true;
    for (Map.Entry<String, JsonNode> entry : actual.properties()) {
      String key = entry.getKey();
      boolean known = met.contains(key) || expected.has(key);
      boolean hasToBeEmpty = recorded && LEFT_OUT_WHEN_EMPTY.contains(key);
      if (!known && (closed || (hasToBeEmpty && !isEmpty(entry.getValue())))) {
        equal = differ(path + "." + key, MissingNode.getInstance(), entry.getValue());
      }
    }
    return equal;
  }

  /** True if there is still something to learn: once it is unequal, only for the report. */
  private boolean goesOn(boolean equal) {
    return equal || !quiet;
  }

  private boolean stacks(ObjectNode expected, ObjectNode actual, String path) {
    JsonNode there = actual.path(STACKS);
    if (!(there instanceof ObjectNode others)
        || !(expected.path(STACKS) instanceof ObjectNode stacks)) {
      return differ(path, expected.path(STACKS), there);
    }
    Set<String> needed = stacksInUse(expected);
    ObjectNode present = JsonText.object();
    stacks.forEachEntry((id, stack) -> {
      if (needed.contains(id)
          || actualKey(id, stack, others, Set.of()).filter(others::has).isPresent()) {
        present.set(id, stack);
      }
    });
    return object(present, others, path);
  }

  /** The main stack, the current one, the one to go on in, and all that they return to. */
  private static Set<String> stacksInUse(ObjectNode activeflow) {
    Set<String> inUse = new LinkedHashSet<>(Set.of(MAIN_STACK));
    for (String start : List.of("current_stack_id", "forward_stack_id")) {
      String id = activeflow.path(start).asString("");
      while (activeflow.path(STACKS).has(id) && inUse.add(id)) {
        id = activeflow.path(STACKS).path(id).path("return_stack_id").asString("");
      }
    }
    return inUse;
  }

  /** The key that an expected one stands for: itself, or the id behind a symbol. */
  private Optional<String> actualKey(
      String key, JsonNode value, ObjectNode actual, Set<String> met) {
    Optional<String> name = Symbols.name(key);
    if (name.isEmpty()) {
      return Optional.of(key);
    }
    Optional<String> bound = bindings.id(name.get());
    return bound.isPresent() ? bound : newKey(name.get(), value, actual, met);
  }

  private Optional<String> newKey(String name, JsonNode value, ObjectNode actual, Set<String> met) {
    List<String> candidates =
        actual.propertyNames().stream()
            .filter(Symbols::isUuid)
            .filter(key -> !met.contains(key) && !bindings.isKnown(key))
            .toList();
    for (String key : candidates) {
      if (quietly(() -> bindings.bind(name, key) && compare(value, actual.path(key), ""))) {
        return Optional.of(key);
      }
    }
    // None is equal: the first, so that the differences from it are reported.
    candidates.stream().findFirst().ifPresent(key -> bindings.bind(name, key));
    return candidates.stream().findFirst();
  }

  private boolean text(String expected, JsonNode actualNode) {
    if (!actualNode.isString()) {
      return false;
    }
    String actual = actualNode.stringValue();
    if (expected.equals(actual)) {
      return true;
    }
    if (Symbols.isLongText(expected)) {
      return Symbols.longText(actual).equals(expected);
    }
    return quietly(() -> Symbols.template(expected).filter(it -> bind(it, actual)).isPresent())
        || sameJson(expected, actual);
  }

  private boolean bind(Symbols.Template template, String actual) {
    var match = template.pattern().matcher(actual);
    if (!match.matches()) {
      return false;
    }
    for (int i = 0; i < template.names().size(); i++) {
      if (!bindings.bind(template.names().get(i), match.group(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameJson(String expected, String actual) {
    Optional<JsonNode> one = container(expected);
    Optional<JsonNode> other = container(actual);
    return one.isPresent() && other.isPresent() && isEqual(one.get(), other.get());
  }

  private static Optional<JsonNode> container(String text) {
    return text.isBlank() || "[{".indexOf(text.stripLeading().charAt(0)) < 0
        ? Optional.empty()
        : JsonText.parse(text);
  }

  private static boolean isEmpty(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.stringValue().isEmpty() || node.stringValue().equals(NIL);
      case NUMBER -> node.doubleValue() == 0;
      case BOOLEAN -> !node.booleanValue();
      case NULL -> true;
      case OBJECT, ARRAY -> node.isEmpty();
      case BINARY, MISSING, POJO -> false;
    };
  }
}
