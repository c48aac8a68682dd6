package io.flowmanager.authoring.explain;

/** The end of an activeflow: that there is none yet, or what it came by. The names are contract. */
public enum End {
  /** It has not: it stands on its last step. */
  RUNNING("it runs, and stands on the last step"),
  /** There was nothing left to do. */
  FLOW("the flow came to its end"),
  /** An action of the flow ended it. */
  STOP("a stop in the flow ended it"),
  /** Its last step failed. */
  FAILED("the last step failed"),
  /** It was about to go on for ever. */
  LIMIT("it had taken too many steps"),
  /** It was stopped or deleted while it stood on its last step, as when a call is hung up. */
  OUTSIDE("it was stopped from outside while it stood on the last step"),
  /**
   * It ended while it stood on its last step, before it was kept by what: it was stopped or deleted
   * from outside, or that step failed, or a limit was reached.
   */
  UNKNOWN("ended while on the last step: stopped, failed or at a limit; not stored which");

  private final String words;

  End(String words) {
    this.words = words;
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
