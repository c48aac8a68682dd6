package io.flowmanager.domain.action;

/** The medium that an action needs to run on. The wire calls a running audio stream {@code rtc}. */
public enum Medium {
  /** A call, with audio. */
  REALTIME,
  /** Something without audio: a conversation, an API request, … */
  NON_REALTIME,
  /** Nothing in particular. */
  ANY;

  /** True if an action that needs this can run where there is {@code present}. */
  public boolean fits(Medium present) {
    return this == ANY || this == present;
  }
}
