package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;

/**
 * Something that an author can hardly mean, though each option is fine by itself.
 *
 * @param option the option to blame
 * @param message Expected …, but …
 */
public record Doubt(Kind kind, String option, String message) {
  /** Kinds of doubts. */
  public enum Kind {
    /** With some values the action leads nowhere, and fails. */
    LEADS_NOWHERE,
    /** An exit that the action is there for is never taken. */
    NEVER_GOES_THERE
  }

  public Doubt {
    requireNonNull(kind, "kind");
    requireNonNull(option, "option");
    requireNonNull(message, "message");
  }
}
