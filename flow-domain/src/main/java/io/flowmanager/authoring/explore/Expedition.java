package io.flowmanager.authoring.explore;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.activeflow.ReferenceType;

/**
 * The task of an exploration: what the flow runs for, and how far to look.
 *
 * @param reference what the flow runs for
 * @param taken whether the call is taken before the flow begins, as one that was made is
 * @param situationsMax after how many it is enough
 */
public record Expedition(ReferenceType reference, boolean taken, int situationsMax) {
  /**
   * Enough for a menu of hundreds of actions. Each holds an activeflow, and takes some tens of
   * microseconds.
   */
  public static final int SITUATIONS_MAX = 20_000;

  /** A call that comes in. */
  public static final Expedition INCOMING_CALL =
      new Expedition(ReferenceType.CALL, false, SITUATIONS_MAX);

  /** A call that was made and answered. */
  public static final Expedition OUTGOING_CALL =
      new Expedition(ReferenceType.CALL, true, SITUATIONS_MAX);

  public Expedition {
    requireNonNull(reference, "reference");
    if (situationsMax < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 situation, but situationsMax is " + situationsMax);
    }
  }

  boolean isCall() {
    return reference == ReferenceType.CALL;
  }
}
