package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.id.StackId;
import java.util.Optional;

/**
 * Where an activeflow stands.
 *
 * @param stack the stack of the action it stands on
 * @param action the action it stands on, its placeholders filled in
 * @param forward where to go on instead of below; it counts once
 */
public record Cursor(StackId stack, Action action, Optional<Place> forward) {
  /** Before the first action. */
  public static final Cursor START = new Cursor(StackId.MAIN, Action.START, Optional.empty());

  public Cursor {
    requireNonNull(stack, "stack");
    requireNonNull(action, "action");
    requireNonNull(forward, "forward");
  }

  public Place place() {
    return new Place(stack, action.id());
  }

  Cursor notForwarded() {
    return new Cursor(stack, action, Optional.empty());
  }

  Cursor forwardedTo(Place place) {
    return new Cursor(stack, action, Optional.of(place));
  }
}
