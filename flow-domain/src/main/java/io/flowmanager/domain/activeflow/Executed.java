package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import java.time.Instant;
import java.util.Optional;

/**
 * An action that an activeflow has left.
 *
 * @param action the action, its placeholders filled in
 * @param leftAt the time of the request that led on from it, to the microsecond; empty where it was
 *     left before that was kept
 * @param note what is remembered of performing it
 */
public record Executed(Action action, Optional<Instant> leftAt, Note note) {
  public Executed {
    requireNonNull(action, "action");
    requireNonNull(leftAt, "leftAt");
    requireNonNull(note, "note");
  }
}
