package io.flowmanager.application.port;

import static java.util.Objects.requireNonNull;

/**
 * A thing and how often it had been changed.
 *
 * @param version 1 when it is new, one more with each change
 */
public record Versioned<T>(T value, long version) {
  public Versioned {
    requireNonNull(value, "value");
  }
}
