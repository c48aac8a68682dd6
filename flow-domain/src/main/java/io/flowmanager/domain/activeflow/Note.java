package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The note of performing an action, for who wants to know why a flow went where it did.
 *
 * @param found what the action decided by, if that is not in its options; of one that is handed
 *     over, which texts became numbers, flags or ids; cut at {@link #FOUND_MAX}
 * @param failure the reason it failed for, or for which its activeflow ended on it; cut at {@link
 *     #FAILURE_MAX}
 */
public record Note(Optional<String> found, Optional<String> failure) {
  /** In characters. Whoever reads an explanation knows by then what it was. */
  public static final int FOUND_MAX = 200;

  /** In characters. A reason is one word. */
  public static final int FAILURE_MAX = 64;

  public static final Note NONE = new Note(Optional.empty(), Optional.empty());

  public Note {
    found = found.map(text -> cut(text, FOUND_MAX));
    failure = failure.map(text -> cut(text, FAILURE_MAX));
  }

  private static String cut(String text, int most) {
    requireNonNull(text, "text");
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  Note finding(String value) {
    return new Note(Optional.of(value), failure);
  }

  Note failing(String reason) {
    return new Note(found, Optional.of(reason));
  }
}
