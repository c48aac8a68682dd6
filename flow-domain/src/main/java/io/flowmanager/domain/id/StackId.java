package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names one stack within an activeflow; a service's stack has the service's id. */
public record StackId(UUID value) {
  /** No stack. */
  public static final StackId NONE = new StackId(new UUID(0, 0));

  /** The flow's own actions. */
  public static final StackId MAIN = new StackId(new UUID(0, 1));

  public boolean isNone() {
    return equals(NONE);
  }

  public boolean isMain() {
    return equals(MAIN);
  }

  public StackId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
