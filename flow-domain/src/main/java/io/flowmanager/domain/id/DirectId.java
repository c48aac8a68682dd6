package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a flow's record at the direct-manager. */
public record DirectId(UUID value) {
  public static final DirectId NONE = new DirectId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public DirectId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
