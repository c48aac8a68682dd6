package io.flowmanager.domain.variable;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An activeflow's names and texts. Names are taken exactly, dots and all; an unknown one is "". */
public record Variables(Map<String, String> values) {
  public static final Variables NONE = new Variables(Map.of());

  /**
   * The size that the variables of one activeflow may have together, in bytes of UTF-8. Four times
   * what may come along at creation: far more than any flow was seen to use, and little enough to
   * be written in one row.
   */
  public static final int BYTES_MAX = 1_048_576;

  public Variables {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public String valueOf(String name) {
    return values.getOrDefault(name, "");
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * These with one more, or with another value for one.
   *
   * @throws FlowException TOO_MANY_VARIABLES
   */
  public Variables with(String name, String value) {
    var changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Variables(changed).withinLimit();
  }

  public Variables without(String name) {
    if (!values.containsKey(name)) {
      return this;
    }
    var changed = new LinkedHashMap<>(values);
    changed.remove(name);
    return new Variables(changed);
  }

  /** As {@link #setting(Map, Map)}, with nothing besides. */
  public Variables setting(Map<String, String> others) {
    return setting(others, Map.of());
  }

  /**
   * These with each of {@code others} set in order, its placeholders filled in from what is there
   * by then. So {@code digits = "${digits}5"} appends a digit.
   *
   * @param besides known for filling in where nothing of that name is set; not kept
   * @throws FlowException TOO_MANY_VARIABLES, TEXT_TOO_LONG
   */
  public Variables setting(Map<String, String> others, Map<String, String> besides) {
    var changed = new LinkedHashMap<>(values);
    long length = length();
    for (Map.Entry<String, String> other : others.entrySet()) {
      String value =
          Placeholders.fillIn(other.getValue(), wanted -> find(wanted, changed, besides));
      String before = changed.put(other.getKey(), value);
      length += value.length() - (before == null ? 0 : before.length());
      // Some room on the way: what comes later may be shorter than what it takes the place of.
      if (length > 2L * BYTES_MAX) {
        throw tooMany(length);
      }
    }
    return new Variables(changed).withinLimit();
  }

  /**
   * The text with its placeholders filled in.
   *
   * @throws FlowException TEXT_TOO_LONG
   */
  public String fillIn(String text) {
    return Placeholders.fillIn(text, this::valueOf);
  }

  /**
   * The text with its placeholders filled in.
   *
   * @param besides known where nothing of that name is set
   */
  public String fillIn(String text, Map<String, String> besides) {
    return Placeholders.fillIn(text, wanted -> find(wanted, values, besides));
  }

  private static String find(
      String wanted, Map<String, String> values, Map<String, String> besides) {
    String value = values.get(wanted);
    return value == null ? besides.getOrDefault(wanted, "") : value;
  }

  /**
   * The options with their placeholders filled in.
   *
   * @throws FlowException TEXT_TOO_LONG
   */
  public Options fillIn(Options options) {
    return Placeholders.fillIn(options, this::valueOf);
  }

  /** Names and values together, in characters: at most as many as {@link #bytes}, and quicker. */
  public long length() {
    long length = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      length += entry.getKey().length() + entry.getValue().length();
    }
    return length;
  }

  /** Names and values together, in bytes of UTF-8. */
  public long bytes() {
    long bytes = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      bytes += bytes(entry.getKey()) + bytes(entry.getValue());
    }
    return bytes;
  }

  static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Variables withinLimit() {
    long bytes = bytes();
    if (bytes > BYTES_MAX) {
      throw tooMany(bytes);
    }
    return this;
  }

  private static FlowException tooMany(long bytes) {
    return new FlowException(
        Reason.TOO_MANY_VARIABLES,
        "Expected the variables to take at most %d bytes, but they would take %d"
            .formatted(BYTES_MAX, bytes));
  }
}
