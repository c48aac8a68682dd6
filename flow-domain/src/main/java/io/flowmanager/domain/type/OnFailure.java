package io.flowmanager.domain.type;

/** The fate of an activeflow when an action can't be performed. */
public enum OnFailure {
  /** It ends, and whoever asked is told why. */
  END,
  /** It goes on as if nothing had happened. */
  CARRY_ON
}
