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
  /** Number of lists and objects that may be inside each other. More than a person could follow. */
  public static final int NESTING_MAX = 100;

  /** The first of two bytes of U+00FF, the last character of Latin 1. */
  private static final int LATIN_FIRST_MAX = 0xC3;

  /** From here on a character has four bytes, and is a pair of surrogates in memory. */
  private static final int FOUR_BYTES_FIRST_MIN = 0xF0;

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

  /**
   * Number of values and names that a text has, about, without reading it: each is behind a mark.
   */
  public static int countIn(byte[] utf8) {
    return compositionOf(utf8).values();
  }

  /**
   * The composition of a text, about.
   *
   * @param values how many values and names it has
   * @param objects how many of them are objects
   * @param characters how many it has, as they are held in memory
   * @param isWide whether one of them is not of Latin 1, so that its text takes twice as much
   */
  public record Composition(int values, int objects, int characters, boolean isWide) {}

  /** Found in one go, without reading it: each value is behind a mark. */
  public static Composition compositionOf(byte[] utf8) {
    int values = 0;
    int objects = 0;
    int characters = 0;
    boolean isWide = false;
    for (int at = 0; at < utf8.length; at++) {
      int character = utf8[at] & 0xFF;
      if (character == ',' || character == ':' || character == '[') {
        values++;
      } else if (character == '{') {
        values++;
        objects++;
      } else if (character > LATIN_FIRST_MAX || character == '\\') {
        isWide |= character != '\\' || isWideEscape(utf8, at);
        characters += character >= FOUR_BYTES_FIRST_MIN ? 1 : 0;
      }
      characters += (character & 0xC0) == 0x80 ? 0 : 1;
    }
    return new Composition(values, objects, characters, isWide);
  }

  /** All but {@code \\}u00…; a pair of surrogates is two of them. */
  private static boolean isWideEscape(byte[] utf8, int at) {
    return at + 3 < utf8.length
        && utf8[at + 1] == 'u'
        && (utf8[at + 2] != '0' || utf8[at + 3] != '0');
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
