package io.flowmanager.domain.engine;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActionId;
import java.util.OptionalInt;

/**
 * The action on which someone stands who asks for the next action.
 *
 * @param action the action that was done last; START before the first one
 * @param step which step that was, as the answer that brought it said; 0 at the start. Empty: the
 *     asking service does not say
 */
public record StandingOn(ActionId action, OptionalInt step) {
  public StandingOn {
    requireNonNull(action, "action");
    requireNonNull(step, "step");
  }

  public static StandingOn action(ActionId action) {
    return new StandingOn(action, OptionalInt.empty());
  }

  /** True if that may have been this step. */
  boolean mayBe(int other) {
    return step.isEmpty() || step.getAsInt() == other;
  }

  @Override
  public String toString() {
    return step.isPresent() ? "%s (step %d)".formatted(action, step.getAsInt()) : action.toString();
  }
}
