package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names what an activeflow runs for: a call, a conversation, …; which, its reference type says. */
public record ReferenceId(UUID value) {
  public static final ReferenceId NONE = new ReferenceId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public ReferenceId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
