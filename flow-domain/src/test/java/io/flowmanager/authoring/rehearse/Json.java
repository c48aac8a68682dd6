package io.flowmanager.authoring.rehearse;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Enough of JSON to write options down as their authors do. Texts may stand between single quotes,
 * as Java's own are double ones.
 */
public final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  public static Options options(String json) {
    return new Options(members(json));
  }

  public static Members members(String json) {
    return (Members) value(json);
  }

  public static Value value(String json) {
    var reading = new Json(json);
    Value value = reading.value();
    reading.skipSpace();
    if (reading.at < json.length()) {
      throw reading.wrong("the end");
    }
    return value;
  }

  private Value value() {
    skipSpace();
    char first = text.charAt(at);
    return switch (first) {
      case '{' -> object();
      case '[' -> list();
      case '"', '\'' -> new Text(string());
      default -> word();
    };
  }

  private Members object() {
    var members = new LinkedHashMap<String, Value>();
    expect('{');
    while (!taken('}')) {
      if (!members.isEmpty()) {
        expect(',');
        skipSpace();
      }
      String name = string();
      skipSpace();
      expect(':');
      members.put(name, value());
    }
    return new Members(members);
  }

  private Items list() {
    List<Value> items = new ArrayList<>();
    expect('[');
    while (!taken(']')) {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(value());
    }
    return new Items(items);
  }

  private String string() {
    char quote = text.charAt(at++);
    var characters = new StringBuilder();
    for (char next = text.charAt(at++); next != quote; next = text.charAt(at++)) {
      characters.append(next == '\\' ? escaped() : next);
    }
    return characters.toString();
  }

  private char escaped() {
    char next = text.charAt(at++);
    return switch (next) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> next;
    };
  }

  private Value word() {
    int start = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true" -> new Flag(true);
      case "false" -> new Flag(false);
      case "null" -> Nothing.NOTHING;
      default -> new Numeral(new BigDecimal(word));
    };
  }

  private boolean taken(char wanted) {
    skipSpace();
    if (text.charAt(at) != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) {
    skipSpace();
    if (text.charAt(at) != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException("Expected %s at %d of %s".formatted(wanted, at, text));
  }
}
