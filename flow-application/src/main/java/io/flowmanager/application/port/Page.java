package io.flowmanager.application.port;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A part of a list, newest first.
 *
 * @param before only what was created before this instant
 * @param size how many; those created at the same instant as the last one come along, so that who
 *     asks for what was created before that instant misses none
 */
public record Page(Instant before, int size) {
  public static final int SIZE_STANDARD = 100;
  public static final int SIZE_MAX = 1000;

  /** Before this is everything, also what a process created whose clock is ahead. */
  public static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  public Page {
    requireNonNull(before, "before");
    if (size < 1 || size > SIZE_MAX) {
      throw new IllegalArgumentException(
          "Expected a page size from 1 to %d, but it is %d".formatted(SIZE_MAX, size));
    }
  }
}
