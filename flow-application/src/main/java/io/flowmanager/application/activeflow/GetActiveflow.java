package io.flowmanager.application.activeflow;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;

/** Finds an activeflow. */
public final class GetActiveflow {
  private final Activeflows activeflows;

  @Inject
  public GetActiveflow(Activeflows activeflows) {
    this.activeflows = activeflows;
  }

  /**
   * The activeflow as it is stored, deleted or not.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public Activeflow get(ActiveflowId id) {
    return activeflows.get(id).value();
  }
}
