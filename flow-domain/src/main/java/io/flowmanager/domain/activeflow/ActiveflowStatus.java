package io.flowmanager.domain.activeflow;

/** Whether an activeflow can still go on. Waiting at a block is running. */
public enum ActiveflowStatus {
  RUNNING("running"),
  ENDED("ended");

  private final String wireName;

  ActiveflowStatus(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** What is not known to run has ended. */
  public static ActiveflowStatus of(String name) {
    return name.equals(RUNNING.wireName) ? RUNNING : ENDED;
  }
}
