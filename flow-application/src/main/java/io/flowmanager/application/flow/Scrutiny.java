package io.flowmanager.application.flow;

/** The strictness with which actions are looked at before they are taken in. */
public enum Scrutiny {
  /** As the original does: known types, distinct ids, and whatever a type refuses. */
  COMPATIBLE,
  /** Nothing that a check finds an error in. */
  STRICT
}
