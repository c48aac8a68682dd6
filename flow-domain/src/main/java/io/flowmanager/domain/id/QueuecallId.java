package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names one caller's place in a queue. */
public record QueuecallId(UUID value) {
  public QueuecallId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
