package io.flowmanager.application.variable;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.activeflow.Activeflows;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;

/** Removes a variable from an activeflow. */
public final class DeleteVariable {
  private final Activeflows activeflows;

  @Inject
  public DeleteVariable(Activeflows activeflows) {
    this.activeflows = activeflows;
  }

  /**
   * Removes it, once, however often that is delivered. One that is not there is no failure.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public void delete(ActiveflowId id, String name, Arrival arrival) {
    activeflows.change(
        id, arrival, activeflow -> activeflow.with(activeflow.variables().without(name)));
  }
}
