package io.flowmanager.domain.activeflow;

/** The status of an activeflow: that it can still go on, or not. Waiting at a block is running. */
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

  /** The status of this name; any that is not known to run has ended. */
  public static ActiveflowStatus of(String name) {
    return name.equals(RUNNING.wireName) ? RUNNING : ENDED;
  }
}
