package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a recording of a call. */
public record RecordingId(UUID value) {
  public RecordingId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
