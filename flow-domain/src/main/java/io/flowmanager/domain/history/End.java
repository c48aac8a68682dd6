package io.flowmanager.domain.history;

/** Whether an activeflow has ended, and by what. The names are contract. */
public enum End {
  /** It has not: it stands on its last step. */
  RUNNING("it runs, and stands on the last step"),
  /** There was nothing left to do. */
  FLOW("the flow came to its end"),
  /** An action of the flow ended it. */
  STOP("a stop in the flow ended it"),
  /**
   * It ended while it stood on its last step: it was stopped or deleted from outside, as when a
   * call is hung up; or that step failed; or a limit was reached. Which of them is not stored.
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
