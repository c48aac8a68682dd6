package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a flow. */
public record FlowId(UUID value) {
  public static final FlowId NONE = new FlowId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public FlowId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
