package io.flowmanager.application.variable;

import io.flowmanager.application.activeflow.ActiveflowShelf;
import io.flowmanager.application.activeflow.ActiveflowShelf.Decision;
import io.flowmanager.application.port.Change;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Sets variables of an activeflow. */
public final class SetVariables {
  private final ActiveflowShelf shelf;
  private final ReferenceData referenceData;

  @Inject
  public SetVariables(ActiveflowShelf shelf, ReferenceData referenceData) {
    this.shelf = shelf;
    this.referenceData = referenceData;
  }

  /**
   * Sets each in order, placeholders in its value filled in from what is there by then. All of it
   * happens at once: what others set meanwhile comes before or after, never between.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, TOO_MANY_VARIABLES
   */
  public void set(ActiveflowId id, Map<String, String> values) {
    Map<String, String> besides = referenceData.askedForBy(values.values(), id);
    shelf.decide(
        id,
        before -> {
          Activeflow changed =
              before.value().with(before.value().variables().setting(values, besides));
          return Decision.keeping(Change.of(before, changed, List.of()), changed);
        });
  }
}
