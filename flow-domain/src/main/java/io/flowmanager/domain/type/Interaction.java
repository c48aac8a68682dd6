package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** A thing that a caller can do about an action while it is performed, besides hanging up. */
public sealed interface Interaction {

  /** Interactions that nothing more is to be said of. */
  enum Simple implements Interaction {
    /** Nothing that the flow learns of. */
    NONE,
    /** Any digit ends the action; it is kept like one that was dialled at a prompt. */
    A_DIGIT_ENDS_IT
  }

  /**
   * Dials digits, which are appended to the digits dialled.
   *
   * @param duration how long the action waits
   * @param endKeys digits that end it; empty: none does
   * @param length number of digits that end it; 0: any number
   */
  record Prompt(Duration duration, String endKeys, int length) implements Interaction {
    public Prompt {
      requireNonNull(duration, "duration");
      requireNonNull(endKeys, "endKeys");
    }
  }
}
