package io.flowmanager.application.json;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;

/**
 * Any value.
 *
 * <p>Members keep their order; of several of one name the last one counts. Numbers keep every digit
 * they had. Bytes that are not UTF-8, and halves of surrogate pairs, are read as U+FFFD; a name
 * with such a half is refused.
 */
public final class ValueJson {
  /** How many lists and objects may be inside each other. More than a person could follow. */
  public static final int NESTING_MAX = 100;

  private ValueJson() {}

  /**
   * The value in a JSON text of someone else.
   *
   * @throws FlowException INVALID_REQUEST if it is none, there is more behind it, or it is nested
   *     deeper or has longer numbers than is read
   */
  public static Value read(byte[] utf8) {
    return JsonReader.STRICT.read(utf8);
  }

  /** The same for a text that was kept. */
  public static Value read(Json json) {
    return read(json.utf8());
  }

  /** How many values and names a text has, about, without reading it: each is behind a mark. */
  public static int countIn(byte[] utf8) {
    int count = 0;
    for (byte character : utf8) {
      if (character == ',' || character == ':' || character == '[' || character == '{') {
        count++;
      }
    }
    return count;
  }

  public static Json write(Value value) {
    var json = new JsonWriter();
    write(json, value);
    return json.done();
  }

  static void write(JsonWriter json, Value value) {
    switch (value) {
      case Text text -> json.text(text.value());
      case Numeral number -> json.number(number.value());
      case Flag flag -> json.flag(flag.value());
      case Nothing nothing -> json.nothing();
      case Items items -> {
        json.beginList();
        items.values().forEach(item -> write(json, item));
        json.endList();
      }
      case Members members -> {
        json.beginObject();
        members.values().forEach((name, member) -> write(json.name(name), member));
        json.endObject();
      }
    }
  }
}
