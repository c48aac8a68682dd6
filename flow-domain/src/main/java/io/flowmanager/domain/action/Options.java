package io.flowmanager.domain.action;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An action's options: read by name, in whatever capitals, and changed by copy. What is absent or
 * null reads as empty, zero, false or none. A number may be written as text, so that {@code
 * "${count}"} can be one. What no one reads passes through untouched.
 */
public record Options(Members members) {
  public static final Options NONE = new Options(Members.EMPTY);

  /**
   * The length of a text that is read as a number, at most, in characters. As long as numbers in
   * JSON may be; the time that a longer one takes to be read grows with its square.
   */
  public static final int NUMBER_LENGTH_MAX = 1_000;

  public Options {
    requireNonNull(members, "members");
  }

  public boolean isEmpty() {
    return members.values().isEmpty();
  }

  /** True if there is anything but null under this name. */
  public boolean has(String name) {
    return !(value(name) instanceof Nothing);
  }

  /** The value under this name; null where there is nothing. */
  public Value value(String name) {
    return members.values().getOrDefault(nameOf(name), Nothing.NOTHING);
  }

  /**
   * The name under which an option is there: its own, or else the same in other capitals, of
   * several the last one in the order of the alphabet. Its own where it is not there at all.
   */
  public String nameOf(String name) {
    if (members.values().containsKey(name)) {
      return name;
    }
    String found = "";
    for (String other : members.values().keySet()) {
      if (other.equalsIgnoreCase(name) && found.compareTo(other) < 0) {
        found = other;
      }
    }
    return found.isEmpty() ? name : found;
  }

  /** The text, or "". */
  public String text(String name) {
    return switch (value(name)) {
      case Text text -> text.value();
      case Nothing nothing -> "";
      case Numeral number -> throw notA("a text", name, number);
      case Flag flag -> throw notA("a text", name, flag);
      case Items items -> throw notA("a text", name, items);
      case Members inner -> throw notA("a text", name, inner);
    };
  }

  /** The whole number, or 0. */
  public int integer(String name) {
    return number(name)
        .map(number -> {
          try {
            return number.intValueExact();
          } catch (ArithmeticException tooLargeOrBroken) {
            throw notA("a whole number of at most 31 bits", name, value(name));
          }
        })
        .orElse(0);
  }

  /** The number, if there is one. */
  public Optional<BigDecimal> number(String name) {
    return switch (value(name)) {
      case Numeral number -> Optional.of(number.value());
      case Text text -> Optional.of(numberIn(name, text));
      case Nothing nothing -> Optional.empty();
      case Flag flag -> throw notA("a number", name, flag);
      case Items items -> throw notA("a number", name, items);
      case Members inner -> throw notA("a number", name, inner);
    };
  }

  private static BigDecimal numberIn(String name, Text text) {
    String number = text.value().strip();
    try {
      if (number.length() <= NUMBER_LENGTH_MAX) {
        return new BigDecimal(number);
      }
    } catch (NumberFormatException notOne) {
      // refused below
    }
    throw notA("a number", name, text);
  }

  /** The flag under this name; false where there is nothing. */
  public boolean flag(String name) {
    return switch (value(name)) {
      case Flag flag -> flag.value();
      case Nothing nothing -> false;
      case Text text when text.value().equals("true") -> true;
      case Text text when text.value().equals("false") -> false;
      case Text text -> throw notA("true or false", name, text);
      case Numeral number -> throw notA("true or false", name, number);
      case Items items -> throw notA("true or false", name, items);
      case Members inner -> throw notA("true or false", name, inner);
    };
  }

  /** The id, or the one of all zeros. */
  public <I> I id(String name, Function<UUID, I> kind) {
    return kind.apply(id(name, value(name)));
  }

  /**
   * The same for an id that need not be there, and is not where the text is empty. Where one has to
   * be there, an empty text is what became of a placeholder that nobody had filled, and no id.
   */
  public <I> I optionalId(String name, Function<UUID, I> kind) {
    return value(name) instanceof Text text && text.value().isEmpty()
        ? kind.apply(new UUID(0, 0))
        : id(name, kind);
  }

  private static UUID id(String name, Value value) {
    return switch (value) {
      case Nothing nothing -> new UUID(0, 0);
      case Text text ->
          Ids.parse(text.value()).orElseThrow(() -> notA("an id (a UUID)", name, text));
      case Numeral number -> throw notA("an id (a UUID)", name, number);
      case Flag flag -> throw notA("an id (a UUID)", name, flag);
      case Items items -> throw notA("an id (a UUID)", name, items);
      case Members inner -> throw notA("an id (a UUID)", name, inner);
    };
  }

  /** The items, or none. */
  public List<Value> items(String name) {
    return switch (value(name)) {
      case Items items -> items.values();
      case Nothing nothing -> List.of();
      case Text text -> throw notA("a list", name, text);
      case Numeral number -> throw notA("a list", name, number);
      case Flag flag -> throw notA("a list", name, flag);
      case Members inner -> throw notA("a list", name, inner);
    };
  }

  /** The texts of a list, or none. */
  public List<String> texts(String name) {
    return items(name).stream()
        .map(item -> new Options(Members.EMPTY.with(name, item)).text(name))
        .toList();
  }

  /** The whole numbers of a list, or none. */
  public List<Integer> integers(String name) {
    return items(name).stream()
        .map(item -> new Options(Members.EMPTY.with(name, item)).integer(name))
        .toList();
  }

  /** The objects of a list, or none. */
  public List<Options> objects(String name) {
    return items(name).stream()
        .map(item -> new Options(Members.EMPTY.with(name, item)).object(name))
        .toList();
  }

  /** The object, or one without members. */
  public Options object(String name) {
    return switch (value(name)) {
      case Members inner -> new Options(inner);
      case Nothing nothing -> NONE;
      case Text text -> throw notA("an object", name, text);
      case Numeral number -> throw notA("an object", name, number);
      case Flag flag -> throw notA("an object", name, flag);
      case Items items -> throw notA("an object", name, items);
    };
  }

  /** The address, or the empty one. */
  public Address address(String name) {
    return Address.read(object(name));
  }

  /** The addresses of a list, or none. */
  public List<Address> addresses(String name) {
    return objects(name).stream().map(Address::read).toList();
  }

  /** The actions of a list, or none. */
  public List<Action> actions(String name) {
    return objects(name).stream().map(Action::read).toList();
  }

  /** The time, if there is one. */
  Optional<Instant> time(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text(name)));
    } catch (DateTimeParseException notOne) {
      throw notA("a time as in RFC 3339", name, value(name));
    }
  }

  /** The ids under each name of an object, in order. */
  public <I> Map<String, I> ids(String name, Function<UUID, I> kind) {
    Options object = object(name);
    var ids = new LinkedHashMap<String, I>();
    object.members().values().forEach((key, value) -> ids.put(key, kind.apply(id(key, value))));
    return ids;
  }

  /** The text, or another where there is none or an empty one. */
  public String text(String name, String otherwise) {
    String text = text(name);
    return text.isEmpty() ? otherwise : text;
  }

  /** The whole number, or another where there is none. */
  public int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  public Options with(String name, Value value) {
    return new Options(members.with(name, value));
  }

  /** These without an option. */
  public Options without(String name) {
    return new Options(members.without(name));
  }

  public Options with(String name, String value) {
    return with(name, new Text(value));
  }

  public Options with(String name, long value) {
    return with(name, Numeral.of(value));
  }

  public Options with(String name, boolean value) {
    return with(name, new Flag(value));
  }

  /** These with an option under a second name as well, unless there is something already. */
  public Options alsoAs(String name, String from) {
    return has(name) || !has(from) ? this : with(name, value(from));
  }

  /** These with an option, unless there is something under its name already. */
  public Options otherwise(String name, Value value) {
    return has(name) ? this : with(name, value);
  }

  public Options otherwise(String name, String value) {
    return otherwise(name, new Text(value));
  }

  /** These with every text in them put through {@code change}. */
  @SuppressWarnings("ReferenceEquality") // the very same members: nothing changed
  public Options withTexts(UnaryOperator<String> change) {
    Members changed = members.withTexts(change);
    return changed == members ? this : new Options(changed);
  }

  /** True if any text in them is such a one. */
  public boolean anyText(Predicate<String> such) {
    return members.anyText(such);
  }

  private static FlowException notA(String wanted, String name, Value found) {
    return new FlowException(
        Reason.INVALID_OPTION,
        "Expected option %s to be %s, but it is %s".formatted(name, wanted, describe(found)));
  }

  private static String describe(Value value) {
    return switch (value) {
      case Text text -> "the text \"%s\"".formatted(shortened(text.value()));
      case Numeral number -> "the number " + shortened(number.value().toString());
      case Flag flag -> Boolean.toString(flag.value());
      case Nothing nothing -> nothing.kind();
      case Items items -> items.kind();
      case Members inner -> inner.kind();
    };
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
