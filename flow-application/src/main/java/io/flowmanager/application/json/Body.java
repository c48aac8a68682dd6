package io.flowmanager.application.json;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/**
 * An object that another service sent, read by the names of its members.
 *
 * <p>A name is found in any case, the exact one first. What is absent or null reads as empty, zero,
 * false or none. What is there has to be of the kind that is asked for, else it is an
 * INVALID_REQUEST, whose message names the member and not what is in it.
 */
public final class Body {
  /**
   * The path of the object that this is a member of, with a point at the end; empty for the whole.
   */
  private final String path;

  private final Members members;

  private Body(String path, Members members) {
    this.path = path;
    this.members = members;
  }

  /**
   * The object in a request or an answer. Null is one without members; a text is taken for the JSON
   * in it, which is how the first version sent bodies.
   *
   * @throws FlowException INVALID_REQUEST if it is no object
   */
  public static Body of(Value value) {
    return of("", value instanceof Text text ? ValueJson.read(Json.of(text.value())) : value);
  }

  /**
   * @param name what messages call it; empty: the body itself
   */
  static Body of(String name, Value value) {
    String path = name.isEmpty() ? "" : name + '.';
    return switch (value) {
      case Members members -> new Body(path, members);
      case Nothing nothing -> new Body(path, Members.EMPTY);
      case Text text -> throw notA("an object", name, text);
      case Numeral number -> throw notA("an object", name, number);
      case Flag flag -> throw notA("an object", name, flag);
      case Items items -> throw notA("an object", name, items);
    };
  }

  /** True if there is anything but null under this name. */
  public boolean has(String name) {
    return !(value(name) instanceof Nothing);
  }

  /** The text, or "". */
  public String text(String name) {
    return textOf(path + name, value(name));
  }

  private static String textOf(String name, Value value) {
    return switch (value) {
      case Text text -> text.value();
      case Nothing nothing -> "";
      case Numeral number -> throw notA("a text", name, number);
      case Flag flag -> throw notA("a text", name, flag);
      case Items items -> throw notA("a text", name, items);
      case Members inner -> throw notA("a text", name, inner);
    };
  }

  /** The id, or the one of all zeros. Its forms are those of {@link Ids#parse}. */
  public <I> I id(String name, Function<UUID, I> kind) {
    return kind.apply(idOf(path + name, value(name)));
  }

  /** The same for an id that authors write, who leave it empty where there is none. */
  public <I> I authorsId(String name, Function<UUID, I> kind) {
    return value(name) instanceof Text text && text.value().isEmpty()
        ? kind.apply(new UUID(0, 0))
        : id(name, kind);
  }

  /** The ids of a list, or none. */
  public <I> List<I> ids(String name, Function<UUID, I> kind) {
    List<Value> items = list(name);
    var ids = new ArrayList<I>(items.size());
    for (int index = 0; index < items.size(); index++) {
      ids.add(kind.apply(idOf(path + item(name, index), items.get(index))));
    }
    return List.copyOf(ids);
  }

  private static UUID idOf(String name, Value value) {
    return switch (value) {
      case Text text ->
          Ids.parse(text.value())
              .orElseThrow(() ->
                  JsonReader.invalid(
                      "Expected %s to be an id (a UUID), but it is a text that is none"
                          .formatted(name)));
      case Nothing nothing -> new UUID(0, 0);
      case Numeral number -> throw notA("an id (a UUID)", name, number);
      case Flag flag -> throw notA("an id (a UUID)", name, flag);
      case Items items -> throw notA("an id (a UUID)", name, items);
      case Members inner -> throw notA("an id (a UUID)", name, inner);
    };
  }

  /** True if the value under this name is true. */
  public boolean flag(String name) {
    return switch (value(name)) {
      case Flag flag -> flag.value();
      case Nothing nothing -> false;
      case Text text -> throw notA("true or false", path + name, text);
      case Numeral number -> throw notA("true or false", path + name, number);
      case Items items -> throw notA("true or false", path + name, items);
      case Members inner -> throw notA("true or false", path + name, inner);
    };
  }

  /** The whole number, or 0. No number that the wire has can be less. */
  public long integer(String name) {
    return whole(name, Long.MAX_VALUE);
  }

  /** The number under this name; empty where there is none. */
  public OptionalInt count(String name) {
    return has(name) ? OptionalInt.of(small(name)) : OptionalInt.empty();
  }

  /** The same for a number that is never large, such as a status code. */
  int small(String name) {
    return (int) whole(name, Integer.MAX_VALUE);
  }

  private long whole(String name, long most) {
    return switch (value(name)) {
      case Numeral number -> {
        try {
          long whole = number.value().longValueExact();
          if (whole >= 0 && whole <= most) {
            yield whole;
          }
        } catch (ArithmeticException brokenOrTooLarge) {
          // refused below
        }
        throw JsonReader.invalid(
            "Expected %s to be a whole number from 0 to %d, but it is another number"
                .formatted(path + name, most));
      }
      case Nothing nothing -> 0;
      case Text text -> throw notA("a whole number", path + name, text);
      case Flag flag -> throw notA("a whole number", path + name, flag);
      case Items items -> throw notA("a whole number", path + name, items);
      case Members inner -> throw notA("a whole number", path + name, inner);
    };
  }

  /** The time, if there is one. Its forms are those of {@link Timestamps#find}. */
  public Optional<Instant> time(String name) {
    return has(name)
        ? Optional.of(
            Timestamps.find(text(name))
                .orElseThrow(() ->
                    JsonReader.invalid(
                        "Expected %s to be a time, but it is a text that is none"
                            .formatted(path + name))))
        : Optional.empty();
  }

  /** The time, which has to be there. */
  Instant requiredTime(String name) {
    return time(name)
        .orElseThrow(() ->
            JsonReader.invalid(
                "Expected %s to be a time, but there is none".formatted(path + name)));
  }

  /** The texts under each name of an object, in order, or none. Null among them reads as "". */
  public Map<String, String> texts(String name) {
    return object(name).texts();
  }

  /** All its members, each of which has to be a text. */
  Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    members.values().forEach((name, value) -> texts.put(name, textOf(path + name, value)));
    return Collections.unmodifiableMap(texts);
  }

  /** The items, or none. */
  public List<Value> list(String name) {
    return listOf(path + name, value(name));
  }

  /**
   * @param name what messages call it
   */
  static List<Value> listOf(String name, Value value) {
    return switch (value) {
      case Items items -> items.values();
      case Nothing nothing -> List.of();
      case Text text -> throw notA("a list", name, text);
      case Numeral number -> throw notA("a list", name, number);
      case Flag flag -> throw notA("a list", name, flag);
      case Members inner -> throw notA("a list", name, inner);
    };
  }

  /** The object, or one without members. */
  public Body object(String name) {
    return of(path + name, value(name));
  }

  /** The objects of a list, or none. Null among them is one without members. */
  public List<Body> objects(String name) {
    List<Value> items = list(name);
    var objects = new ArrayList<Body>(items.size());
    for (int index = 0; index < items.size(); index++) {
      objects.add(of(path + item(name, index), items.get(index)));
    }
    return List.copyOf(objects);
  }

  /** The actions, or none; not checked for more than their shape. */
  public List<Action> actions(String name) {
    return ActionJson.readAll(path + name, value(name));
  }

  /** All members, as they came. */
  public Members members() {
    return members;
  }

  /** The value under this name: absent and null are two things here. */
  Optional<Value> find(String name) {
    Value exact = members.values().get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    Optional<Value> found = Optional.empty();
    for (Map.Entry<String, Value> member : members.values().entrySet()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        found = Optional.of(member.getValue());
      }
    }
    return found;
  }

  private Value value(String name) {
    return find(name).orElse(Nothing.NOTHING);
  }

  static String item(String list, int index) {
    return list + '[' + index + ']';
  }

  private static FlowException notA(String wanted, String name, Value found) {
    return JsonReader.invalid(
        "Expected %s to be %s, but it is %s"
            .formatted(name.isEmpty() ? "the body" : name, wanted, found.kind()));
  }
}
