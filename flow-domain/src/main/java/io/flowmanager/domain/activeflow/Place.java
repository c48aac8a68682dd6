package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;

/** An action in a stack. */
public record Place(StackId stack, ActionId action) {
  public Place {
    requireNonNull(stack, "stack");
    requireNonNull(action, "action");
  }
}
