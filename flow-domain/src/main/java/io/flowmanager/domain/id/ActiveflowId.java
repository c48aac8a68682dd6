package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names an activeflow. */
public record ActiveflowId(UUID value) {
  public static final ActiveflowId NONE = new ActiveflowId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public ActiveflowId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
