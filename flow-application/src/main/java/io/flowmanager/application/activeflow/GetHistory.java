package io.flowmanager.application.activeflow;

import io.flowmanager.authoring.explain.History;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;

/** Says which way an activeflow took, and why. */
public final class GetHistory {
  private final GetActiveflow activeflows;

  @Inject
  public GetHistory(GetActiveflow activeflows) {
    this.activeflows = activeflows;
  }

  /**
   * The way so far, of a deleted one, too.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public History of(ActiveflowId id) {
    return History.of(activeflows.get(id));
  }
}
