package io.flowmanager.application.variable;

import io.flowmanager.application.activeflow.Activeflows;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.variable.Variables;
import jakarta.inject.Inject;

/** Reads an activeflow's variables. */
public final class GetVariables {
  private final Activeflows activeflows;

  @Inject
  public GetVariables(Activeflows activeflows) {
    this.activeflows = activeflows;
  }

  /**
   * The variables as they are stored.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public Variables get(ActiveflowId id) {
    return activeflows.get(id).value().variables();
  }
}
