package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.AiRequest.StartSummary;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Trait;

/**
 * Lets an AI sum up what was said.
 *
 * @param onEnd the flow to run with the summary; none: none
 * @param referenceType "call", "conference", "transcribe" or "recording"
 * @param reference what is summed up; none: what the activeflow runs for, whatever the type says
 */
record AiSummary(FlowId onEnd, String referenceType, ReferenceId reference, String language) {

  public static final ActionType<AiSummary> TYPE =
      ActionType.performed("ai_summary", Medium.NON_REALTIME, AiSummary::read, AiSummary::begin)
          .dispatchedTo("ai-manager")
          .being(Trait.NAMES_THE_ACTIVEFLOW)
          .described(
              "Lets an AI sum up what was said.",
              option("on_end_flow_id", ID, "The flow to run with the summary."),
              option("reference_type", TEXT, "What reference_id names.")
                  .oneOf("", "call", "conference", "transcribe", "recording"),
              option("reference_id", ID, "What is summed up; none: what the activeflow runs for."),
              option("language", TEXT, "The summary's language, as in BCP 47."));

  private static AiSummary read(Options options) {
    return new AiSummary(
        options.optionalId("on_end_flow_id", FlowId::new),
        options.text("reference_type"),
        options.optionalId("reference_id", ReferenceId::new),
        options.text("language"));
  }

  private Step begin(Execution execution) {
    Reference own = execution.reference();
    return Step.ask(
        new StartSummary(
            execution.customer(),
            execution.activeflow().id(),
            onEnd,
            reference.isNone() ? own.type().wireName() : referenceType,
            reference.isNone() ? own.id() : reference,
            language),
        execution::run);
  }
}
