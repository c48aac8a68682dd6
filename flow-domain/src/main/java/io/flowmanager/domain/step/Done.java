package io.flowmanager.domain.step;

/** The answer of one who has done what was asked and says no more. */
public enum Done {
  DONE
}
