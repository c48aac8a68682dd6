package io.flowmanager.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Finds single members in JSON without reading the rest of it, which would cost more than all else
 * the load does. What is no JSON has no members.
 */
final class Scan {
  /** Nothing is there. */
  static final int NOWHERE = -1;

  private final byte[] json;

  private Scan(byte[] json) {
    this.json = json;
  }

  /** The place where the value of an object's member begins, the object being the value at {@code object}. */
  static int member(byte[] json, int object, byte[] name) {
    return object == NOWHERE ? NOWHERE : new Scan(json).find(object, name);
  }

  /** The place where the outermost value begins. */
  static int root(byte[] json) {
    return new Scan(json).afterBlanks(0);
  }

  /** The whole number at a place, at most nine digits of it; {@link #NOWHERE} if there is none. */
  static int number(byte[] json, int place) {
    int value = 0;
    int at = place;
    while (at >= 0 && at < json.length && at < place + 9 && json[at] >= '0' && json[at] <= '9') {
      value = value * 10 + json[at] - '0';
      at++;
    }
    return at == place ? NOWHERE : value;
  }

  /** True if there is a text of so many bytes at a place, as it stands: an escape is two. */
  static boolean isText(byte[] json, int place, int length) {
    return place >= 0
        && place + length + 2 <= json.length
        && json[place] == '"'
        && json[place + 1 + length] == '"';
  }

  /** True if the text at a place is this one. */
  static boolean isText(byte[] json, int place, byte[] text) {
    return isText(json, place, text.length)
        && Arrays.equals(json, place + 1, place + 1 + text.length, text, 0, text.length);
  }

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private int find(int object, byte[] name) {
    if (byteAt(object) != '{') {
      return NOWHERE;
    }
    int at = afterBlanks(object + 1);
    while (byteAt(at) == '"') {
      boolean found = isText(json, at, name);
      at = afterBlanks(endOfText(at));
      if (byteAt(at) != ':') {
        return NOWHERE;
      }
      at = afterBlanks(at + 1);
      if (found) {
        return at;
      }
      at = afterBlanks(endOfValue(at));
      if (byteAt(at) != ',') {
        return NOWHERE;
      }
      at = afterBlanks(at + 1);
    }
    return NOWHERE;
  }

  /** 0 beyond the end, which is in no JSON. */
  private byte byteAt(int place) {
    return place < json.length ? json[place] : 0;
  }

  private int afterBlanks(int place) {
    int at = place;
    while (at < json.length && json[at] <= ' ') {
      at++;
    }
    return at;
  }

  private int endOfText(int quote) {
    int at = quote + 1;
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private int endOfValue(int place) {
    int depth = 0;
    int at = place;
    while (at < json.length) {
      switch (json[at]) {
        case '"' -> at = endOfText(at);
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
      boolean mayEnd = depth <= 0;
      if (mayEnd && (depth < 0 || isAfterValue(at))) {
        return depth < 0 ? at - 1 : at;
      }
    }
    return at;
  }

  private boolean isAfterValue(int place) {
    byte following = byteAt(place);
    return following == ',' || following == '}' || following == ']' || following <= ' ';
  }
}
