package io.flowmanager.authoring.rehearse;

/** Ends that a performance can have. */
public enum End {
  /** Below the last action, or at a stop. A call that is left is hung up then. */
  FINISHED("finished", "comes to its end"),
  /** The flow hung up. */
  HUNG_UP("hung_up", "hangs up"),
  CALLER_HUNG_UP("caller_hung_up", "is left by the caller, who hangs up"),
  /** At a block that nobody continues. */
  WAITING("waiting", "waits for someone to continue it"),
  /** An action failed, or a limit was reached. */
  FAILED("failed", "fails");

  private final String word;
  private final String sentence;

  End(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  /** As scenario files write it. */
  public String word() {
    return word;
  }

  /** The end as a sentence's predicate: what the flow does. */
  String sentence() {
    return sentence;
  }
}
