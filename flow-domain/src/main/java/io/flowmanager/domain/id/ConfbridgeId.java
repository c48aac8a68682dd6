package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names the bridge that calls meet on. */
public record ConfbridgeId(UUID value) {
  public ConfbridgeId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
