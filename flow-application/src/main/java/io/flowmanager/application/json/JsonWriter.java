package io.flowmanager.application.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes one JSON text, straight into the bytes it travels as.
 *
 * <p>The library's own generator could do this too. This one puts what has been written before in
 * between without looking at it, needs no text for an id, and no text can break it: half of a
 * surrogate pair becomes U+FFFD. It trusts its callers to open, name and close in order. For one
 * thread.
 */
final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final int ID_LENGTH = 36;

  /** A character takes at most this many bytes: as an escape. */
  private static final int CHARACTER_BYTES_MAX = 6;

  /** From so many bytes on it grows by a quarter, for twice as much may be more than there is. */
  private static final int LARGE_MIN = 1024 * 1024;

  private byte[] bytes;
  private int length;

  /** True if something stands before the next value or name that a comma has to part it from. */
  private boolean follows;

  JsonWriter() {
    this(512);
  }

  /**
   * @param expected how many bytes it will probably be
   */
  JsonWriter(int expected) {
    bytes = new byte[expected];
  }

  Json done() {
    return Json.of(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }

  JsonWriter beginObject() {
    return begin('{');
  }

  JsonWriter endObject() {
    return end('}');
  }

  JsonWriter beginList() {
    return begin('[');
  }

  JsonWriter endList() {
    return end(']');
  }

  private JsonWriter begin(char bracket) {
    beginValue(1);
    bytes[length++] = (byte) bracket;
    follows = false;
    return this;
  }

  private JsonWriter end(char bracket) {
    reserve(1);
    bytes[length++] = (byte) bracket;
    follows = true;
    return this;
  }

  /** The name of the value that is written next. */
  JsonWriter name(String name) {
    text(name);
    return endName();
  }

  /** The same with an id for a name. */
  JsonWriter name(UUID id) {
    id(id);
    return endName();
  }

  private JsonWriter endName() {
    reserve(1);
    bytes[length++] = ':';
    follows = false;
    return this;
  }

  /** The member, or nothing at all. */
  JsonWriter textUnlessEmpty(String name, String text) {
    return text.isEmpty() ? this : name(name).text(text);
  }

  JsonWriter text(String text) {
    beginValue(text.length() + 2);
    bytes[length++] = '"';
    int plain = plain(text);
    for (int at = plain; at < text.length(); at++) {
      reserve(CHARACTER_BYTES_MAX);
      char character = text.charAt(at);
      if (isPlain(character)) {
        bytes[length++] = (byte) character;
      } else if (character < 0x80) {
        escape(character);
      } else if (Character.isHighSurrogate(character)
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        encode(Character.toCodePoint(character, text.charAt(++at)));
      } else {
        encode(Character.isSurrogate(character) ? '\uFFFD' : character);
      }
    }
    reserve(1);
    bytes[length++] = '"';
    return this;
  }

  /** Writes the characters up to the first that is not written as it is; gives their number. */
  private int plain(String text) {
    byte[] to = bytes;
    int start = length;
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      to[start + plain] = (byte) text.charAt(plain);
      plain++;
    }
    length = start + plain;
    return plain;
  }

  private static boolean isPlain(char character) {
    return character >= ' ' && character < 0x80 && character != '"' && character != '\\';
  }

  private void escape(char character) {
    bytes[length++] = '\\';
    switch (character) {
      case '"', '\\' -> bytes[length++] = (byte) character;
      case '\b' -> bytes[length++] = 'b';
      case '\t' -> bytes[length++] = 't';
      case '\n' -> bytes[length++] = 'n';
      case '\f' -> bytes[length++] = 'f';
      case '\r' -> bytes[length++] = 'r';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[character >> 4];
        bytes[length++] = HEX[character & 0xF];
      }
    }
  }

  /** A character that UTF-8 needs two to four bytes for. */
  private void encode(int character) {
    if (character < 0x800) {
      bytes[length++] = (byte) (0xC0 | (character >> 6));
    } else if (character < 0x10000) {
      bytes[length++] = (byte) (0xE0 | (character >> 12));
      sixBits(character >> 6);
    } else {
      bytes[length++] = (byte) (0xF0 | (character >> 18));
      sixBits(character >> 12);
      sixBits(character >> 6);
    }
    sixBits(character);
  }

  private void sixBits(int character) {
    bytes[length++] = (byte) (0x80 | (character & 0x3F));
  }

  JsonWriter id(UUID id) {
    beginValue(ID_LENGTH + 2);
    bytes[length++] = '"';
    long high = id.getMostSignificantBits();
    hex(high >>> 32, 8);
    bytes[length++] = '-';
    hex(high >>> 16, 4);
    bytes[length++] = '-';
    hex(high, 4);
    bytes[length++] = '-';
    long low = id.getLeastSignificantBits();
    hex(low >>> 48, 4);
    bytes[length++] = '-';
    hex(low, 12);
    bytes[length++] = '"';
    return this;
  }

  /** The last so many hexadecimal digits of a number. */
  private void hex(long number, int digits) {
    byte[] to = bytes;
    int end = length + digits;
    long rest = number;
    for (int at = end - 1; at >= length; at--) {
      to[at] = HEX[(int) rest & 0xF];
      rest >>>= 4;
    }
    length = end;
  }

  JsonWriter number(long number) {
    return literal(Long.toString(number));
  }

  JsonWriter number(BigDecimal number) {
    return literal(Numbers.write(number));
  }

  JsonWriter flag(boolean flag) {
    return literal(flag ? "true" : "false");
  }

  JsonWriter nothing() {
    return literal("null");
  }

  JsonWriter time(Instant time) {
    return text(Timestamps.write(time));
  }

  /** The time, or null. */
  JsonWriter time(Optional<Instant> time) {
    return time.isPresent() ? time(time.get()) : nothing();
  }

  /** Writes JSON that has been written before, as it is. */
  JsonWriter raw(Json json) {
    return raw(json.utf8(), 0, json.length());
  }

  /** A part of what has been written before. */
  JsonWriter raw(byte[] written, int start, int end) {
    beginValue(end - start);
    System.arraycopy(written, start, bytes, length, end - start);
    length += end - start;
    return this;
  }

  private JsonWriter literal(String ascii) {
    beginValue(ascii.length());
    byte[] to = bytes;
    for (int at = 0; at < ascii.length(); at++) {
      to[length + at] = (byte) ascii.charAt(at);
    }
    length += ascii.length();
    return this;
  }

  /** Makes room for a value of so many bytes, and parts it from the one before. */
  private void beginValue(int size) {
    reserve(size + 1);
    if (follows) {
      bytes[length++] = ',';
    }
    follows = true;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      int growth = bytes.length < LARGE_MIN ? bytes.length : bytes.length / 4;
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + growth));
    }
  }
}
