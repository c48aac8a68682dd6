package io.flowmanager.domain.action;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** JSON's six shapes, immutable. Numbers are exact and members keep their order. */
public sealed interface Value {

  record Text(String value) implements Value {
    public Text {
      requireNonNull(value, "value");
    }
  }

  record Numeral(BigDecimal value) implements Value {
    public Numeral {
      requireNonNull(value, "value");
    }

    public static Numeral of(long value) {
      return new Numeral(BigDecimal.valueOf(value));
    }
  }

  /** True or false. */
  record Flag(boolean value) implements Value {}

  /** JSON's null. */
  enum Nothing implements Value {
    NOTHING
  }

  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same value: nothing changed in it
    public Items withTexts(UnaryOperator<String> change) {
      var changed = new ArrayList<Value>(values.size());
      boolean same = true;
      for (Value item : values) {
        Value value = item.withTexts(change);
        same &= value == item;
        changed.add(value);
      }
      return same ? this : new Items(changed);
    }
  }

  record Members(Map<String, Value> values) implements Value {
    public static final Members EMPTY = new Members(Map.of());

    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** These with one more, or with another value for one. */
    public Members with(String name, Value value) {
      var changed = new LinkedHashMap<>(values);
      changed.put(name, value);
      return new Members(changed);
    }

    /** These without one. */
    public Members without(String name) {
      if (!values.containsKey(name)) {
        return this;
      }
      var changed = new LinkedHashMap<>(values);
      changed.remove(name);
      return new Members(changed);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same value: nothing changed in it
    public Members withTexts(UnaryOperator<String> change) {
      var changed = new LinkedHashMap<String, Value>(values.size() * 2);
      boolean same = true;
      for (Map.Entry<String, Value> member : values.entrySet()) {
        Value value = member.getValue().withTexts(change);
        same &= value == member.getValue();
        changed.put(member.getKey(), value);
      }
      return same ? this : new Members(changed);
    }
  }

  /**
   * This with every text in it, however deep, put through {@code change}. Names stay as they are;
   * the same value comes back where nothing changed.
   */
  default Value withTexts(UnaryOperator<String> change) {
    return switch (this) {
      case Text text -> {
        String changed = change.apply(text.value());
        yield changed.equals(text.value()) ? text : new Text(changed);
      }
      case Numeral number -> number;
      case Flag flag -> flag;
      case Nothing nothing -> nothing;
      case Items items -> items.withTexts(change);
      case Members members -> members.withTexts(change);
    };
  }

  /** True if any text in it, however deep, is such a one. */
  default boolean anyText(Predicate<String> such) {
    return switch (this) {
      case Text text -> such.test(text.value());
      case Numeral number -> false;
      case Flag flag -> false;
      case Nothing nothing -> false;
      case Items items -> items.values().stream().anyMatch(value -> value.anyText(such));
      case Members members ->
          members.values().values().stream().anyMatch(value -> value.anyText(such));
    };
  }

  /** Its length as text in characters, about: never 0. */
  default long length() {
    return switch (this) {
      case Text text -> 2L + text.value().length();
      case Numeral number -> number.value().precision();
      case Flag flag -> 4;
      case Nothing nothing -> 4;
      case Items items -> {
        long length = 2;
        for (Value value : items.values()) {
          length += 1 + value.length();
        }
        yield length;
      }
      case Members members -> {
        long length = 2;
        for (Map.Entry<String, Value> member : members.values().entrySet()) {
          length += 4 + member.getKey().length() + member.getValue().length();
        }
        yield length;
      }
    };
  }

  /** The kind, as a person calls it: "text", "number", … */
  default String kind() {
    return switch (this) {
      case Text text -> "a text";
      case Numeral number -> "a number";
      case Flag flag -> "true or false";
      case Nothing nothing -> "null";
      case Items items -> "a list";
      case Members members -> "an object";
    };
  }
}
