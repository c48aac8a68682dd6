package io.flowmanager.authoring.check;

/** How bad a finding is. */
public enum Severity {
  /** An action fails when its turn comes, or can't do what it is for. */
  ERROR,
  /** It may be meant, but seldom is. */
  WARNING
}
