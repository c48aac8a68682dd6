package io.flowmanager.domain.id;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names whoever assists: an AI, or a team of them; which, the type beside it says. */
public record AssistanceId(UUID value) {
  public static final AssistanceId NONE = new AssistanceId(new UUID(0, 0));

  public boolean isNone() {
    return equals(NONE);
  }

  public AssistanceId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
