package io.flowmanager.domain.type;

/** What becomes of the activeflow when an action can't be performed. */
public enum OnFailure {
  /** It ends, and whoever asked is told why. */
  END,
  /** It goes on as if nothing had happened. */
  CARRY_ON
}
