package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options as they are handed over. A placeholder makes a text of everything, and whoever performs
 * an action can't read a text where a number, a flag or an id has to be: so a text that is as a
 * whole what its option's description says becomes that. Anything else stays as it is.
 *
 * @param remark what became of which option, for a person; empty where nothing changed
 */
public record Handover(Options options, String remark) {
  public Handover {
    requireNonNull(options, "options");
    requireNonNull(remark, "remark");
  }

  /** Options that go as they are. */
  public static Handover untouched(Options options) {
    return new Handover(options, "");
  }

  static Handover of(List<OptionDescription> described, Options filledIn) {
    var remarks = new ArrayList<String>();
    Members meant = members(described, filledIn.members(), "", remarks);
    return new Handover(
        remarks.isEmpty() ? filledIn : new Options(meant), String.join(", ", remarks));
  }

  /**
   * @param path what remarks say before a name
   */
  private static Members members(
      List<OptionDescription> described, Members members, String path, List<String> remarks) {
    var meant = new LinkedHashMap<>(members.values());
    var options = new Options(members);
    for (OptionDescription option : described) {
      String name = options.nameOf(option.name());
      if (!(options.value(name) instanceof Nothing)) {
        meant.put(name, value(option, path + option.name(), options.value(name), remarks));
      }
    }
    return new Members(meant);
  }

  private static Value value(
      OptionDescription option, String name, Value value, List<String> remarks) {
    return switch (option.kind()) {
      case INTEGER, NUMBER, FLAG, ID -> one(option.kind(), name, value, remarks);
      case INTEGERS ->
          value instanceof Items items
              ? each(
                  items, name, (item, at) -> one(OptionDescription.Kind.INTEGER, at, item, remarks))
              : value;
      case IDS_BY_TEXT -> value instanceof Members ids ? ids(ids, name, remarks) : value;
      case ADDRESS ->
          value instanceof Members object
              ? members(option.kind().members(), object, name + '.', remarks)
              : value;
      case ADDRESSES, ATTACHMENTS ->
          value instanceof Items items
              ? each(
                  items,
                  name,
                  (item, at) ->
                      item instanceof Members object
                          ? members(option.kind().members(), object, at + '.', remarks)
                          : item)
              : value;
      case TEXT, TEXTS, ACTIONS -> value;
    };
  }

  /** Says what an item of a list is meant to be. */
  private interface Meaning {
    Value of(Value item, String at);
  }

  private static Items each(Items items, String name, Meaning meaning) {
    var meant = new ArrayList<Value>(items.values().size());
    for (int index = 0; index < items.values().size(); index++) {
      meant.add(meaning.of(items.values().get(index), "%s[%d]".formatted(name, index)));
    }
    return new Items(meant);
  }

  private static Members ids(Members ids, String name, List<String> remarks) {
    var meant = new LinkedHashMap<String, Value>();
    for (Map.Entry<String, Value> id : ids.values().entrySet()) {
      meant.put(
          id.getKey(),
          one(OptionDescription.Kind.ID, name + '.' + id.getKey(), id.getValue(), remarks));
    }
    return new Members(meant);
  }

  private static Value one(
      OptionDescription.Kind kind, String name, Value value, List<String> remarks) {
    if (!(value instanceof Text text)) {
      return value;
    }
    Optional<Value> meant = meant(kind, text).filter(other -> !other.equals(text));
    meant.ifPresent(
        other -> remarks.add("%s “%s” as %s".formatted(name, text.value(), words(other))));
    return meant.orElse(text);
  }

  private static Optional<Value> meant(OptionDescription.Kind kind, Text text) {
    var option = new Options(Members.EMPTY.with("it", text));
    try {
      return switch (kind) {
        case INTEGER -> option.number("it").map(number -> Numeral.of(number.longValueExact()));
        case NUMBER -> option.number("it").map(Numeral::new);
        case FLAG -> Optional.of(new Flag(option.flag("it")));
        case ID -> Ids.parse(text.value()).map(id -> new Text(id.toString()));
        case TEXT, TEXTS, INTEGERS, IDS_BY_TEXT, ADDRESS, ADDRESSES, ACTIONS, ATTACHMENTS ->
            Optional.empty();
      };
    } catch (FlowException | ArithmeticException itIsNone) {
      return Optional.empty();
    }
  }

  private static String words(Value value) {
    return switch (value) {
      case Numeral number -> "the number " + number.value();
      case Flag flag -> Boolean.toString(flag.value());
      case Text id -> "the id " + id.value();
      case Items items -> items.kind();
      case Members members -> members.kind();
      case Nothing nothing -> nothing.kind();
    };
  }
}
