package io.flowmanager.application.variable;

import io.flowmanager.application.activeflow.Activeflows;
import io.flowmanager.application.activeflow.Switchboard;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.step.ReferenceRequest.DescribeReference;
import io.flowmanager.domain.variable.Placeholders;
import io.flowmanager.domain.variable.ReservedVariables;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;

/**
 * The thing that an activeflow runs for, described by whoever knows it, where a text asks for that.
 */
public final class ReferenceData {
  private final Activeflows activeflows;
  private final Switchboard switchboard;

  @Inject
  public ReferenceData(Activeflows activeflows, Switchboard switchboard) {
    this.activeflows = activeflows;
    this.switchboard = switchboard;
  }

  /**
   * The values that texts can be filled in with besides the activeflow's variables: the description
   * under its name where one of the texts asks for it and no variable has that name, else nothing.
   * A description that can't be had is empty.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  Map<String, String> askedForBy(Collection<String> texts, ActiveflowId id) {
    if (texts.stream().noneMatch(ReferenceData::isAskedForBy)) {
      return Map.of();
    }
    Activeflow activeflow = activeflows.get(id).value();
    return activeflow.variables().has(ReservedVariables.REFERENCE_DATA)
        ? Map.of()
        : Map.of(ReservedVariables.REFERENCE_DATA, describe(activeflow));
  }

  private static boolean isAskedForBy(String text) {
    return text.contains(ReservedVariables.REFERENCE_DATA)
        && Placeholders.names(text).contains(ReservedVariables.REFERENCE_DATA);
  }

  private String describe(Activeflow activeflow) {
    try {
      return switchboard.putThrough(new DescribeReference(activeflow.origin().reference()));
    } catch (FlowException unknown) {
      return "";
    }
  }
}
