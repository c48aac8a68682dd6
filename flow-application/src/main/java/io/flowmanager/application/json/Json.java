package io.flowmanager.application.json;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A JSON text, as the bytes it travels as (UTF-8). */
public final class Json {
  private final byte[] utf8;

  private Json(byte[] utf8) {
    this.utf8 = requireNonNull(utf8, "utf8");
  }

  /** The bytes belong to it from now on; nobody may change them. */
  public static Json of(byte[] utf8) {
    return new Json(utf8);
  }

  public static Json of(String text) {
    return new Json(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A list of them. */
  public static Json array(List<Json> items) {
    var json = new JsonWriter(items.stream().mapToInt(item -> item.length() + 1).sum() + 2);
    json.beginList();
    items.forEach(json::raw);
    return json.endList().done();
  }

  /** Its own bytes, not to be changed. */
  public byte[] utf8() {
    return utf8;
  }

  public int length() {
    return utf8.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Json json && Arrays.equals(utf8, json.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
