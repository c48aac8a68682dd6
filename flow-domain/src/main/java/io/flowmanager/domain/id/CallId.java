package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a call: one party's connection. */
public record CallId(UUID value) {
  public static final CallId NONE = new CallId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public CallId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
