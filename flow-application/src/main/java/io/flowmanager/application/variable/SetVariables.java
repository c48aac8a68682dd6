package io.flowmanager.application.variable;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.activeflow.Activeflows;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import java.util.Map;

/** Sets variables of an activeflow. */
public final class SetVariables {
  private final Activeflows activeflows;
  private final ReferenceData referenceData;

  @Inject
  public SetVariables(Activeflows activeflows, ReferenceData referenceData) {
    this.activeflows = activeflows;
    this.referenceData = referenceData;
  }

  /**
   * Sets each in order, placeholders in its value filled in from what is there by then. All of it
   * happens at once: what others set meanwhile comes before or after, never between; and it happens
   * once, however often it is delivered.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, TOO_MANY_VARIABLES
   */
  public void set(ActiveflowId id, Map<String, String> values, Arrival arrival) {
    Map<String, String> besides = referenceData.askedForBy(values.values(), id);
    activeflows.change(
        id,
        arrival,
        activeflow -> activeflow.with(activeflow.variables().setting(values, besides)));
  }
}
