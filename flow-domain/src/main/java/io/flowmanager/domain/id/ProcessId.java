package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names one run of a flow manager, from its start to its end. */
public record ProcessId(UUID value) {
  /** Nobody. */
  public static final ProcessId NONE = new ProcessId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public ProcessId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
