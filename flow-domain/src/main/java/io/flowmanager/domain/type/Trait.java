package io.flowmanager.domain.type;

/**
 * Traits of types that matter to the way of a flow, or to the call. Checks and explorations go by
 * it.
 */
public enum Trait {
  /** After it the call is taken, whether or not it was before. */
  TAKES_THE_CALL,
  /** The caller hears it, if the call is taken. */
  IS_HEARD,
  /** It waits until someone continues the activeflow, for as long as that takes. */
  WAITS_TO_BE_CONTINUED,
  /** It runs actions that are not known before, whatever they do to the call. */
  RUNS_UNKNOWN_ACTIONS,
  /** Someone outside learns which activeflow it is, and so can continue it. */
  NAMES_THE_ACTIVEFLOW
}
