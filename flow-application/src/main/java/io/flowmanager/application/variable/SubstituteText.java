package io.flowmanager.application.variable;

import io.flowmanager.application.activeflow.Activeflows;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.variable.Variables;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Fills a text in from an activeflow's variables. */
public final class SubstituteText {
  private final Activeflows activeflows;
  private final ReferenceData referenceData;

  @Inject
  public SubstituteText(Activeflows activeflows, ReferenceData referenceData) {
    this.activeflows = activeflows;
    this.referenceData = referenceData;
  }

  /**
   * The text with its placeholders filled in.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public String fillIn(ActiveflowId id, String text) {
    Variables variables = activeflows.get(id).value().variables();
    Map<String, String> besides = referenceData.askedForBy(List.of(text), id);
    return variables.fillIn(text, besides);
  }
}
