package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.id.StackId;
import java.util.Optional;

/**
 * The place where an activeflow stands.
 *
 * @param stack the stack of the action it stands on
 * @param action the action it stands on, its placeholders filled in
 * @param forward where to go on instead of below; it counts once
 * @param note what is remembered of performing the action so far
 */
public record Cursor(StackId stack, Action action, Optional<Place> forward, Note note) {
  /** Before the first action. */
  public static final Cursor START = at(StackId.MAIN, Action.START);

  public Cursor {
    requireNonNull(stack, "stack");
    requireNonNull(action, "action");
    requireNonNull(forward, "forward");
    requireNonNull(note, "note");
  }

  /** Just come to an action. */
  static Cursor at(StackId stack, Action action) {
    return new Cursor(stack, action, Optional.empty(), Note.NONE);
  }

  public Place place() {
    return new Place(stack, action.id());
  }

  Cursor notForwarded() {
    return new Cursor(stack, action, Optional.empty(), note);
  }

  Cursor forwardedTo(Place place) {
    return new Cursor(stack, action, Optional.of(place), note);
  }

  Cursor with(Note otherNote) {
    return new Cursor(stack, action, forward, otherNote);
  }
}
