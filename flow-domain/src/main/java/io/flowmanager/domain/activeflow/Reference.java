package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ReferenceId;

/** The call, conversation or other thing that an activeflow runs for. */
public record Reference(ReferenceType type, ReferenceId id) {
  public static final Reference NONE = new Reference(ReferenceType.NONE, ReferenceId.NONE);

  public Reference {
    requireNonNull(type, "type");
    requireNonNull(id, "id");
  }
}
