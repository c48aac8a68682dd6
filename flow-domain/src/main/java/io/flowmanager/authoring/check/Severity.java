package io.flowmanager.authoring.check;

/** The weight of a finding. */
public enum Severity {
  /** An action fails when its turn comes, or can't do what it is for. */
  ERROR,
  /** It may be meant, but seldom is. */
  WARNING
}
