package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.FlowRequest.GetFlow;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Trait;

/** Runs another flow of the same customer, then comes back. */
record FetchFlow(FlowId flow) {

  public static final ActionType<FetchFlow> TYPE =
      ActionType.performed("fetch_flow", Medium.ANY, FetchFlow::read, FetchFlow::begin)
          .formerly("patch_flow", options -> options)
          .being(Trait.RUNS_UNKNOWN_ACTIONS)
          .described(
              "Runs the actions of another flow of the same customer, then comes back.",
              option("flow_id", ID, "The flow to run.").mandatory());

  private static FetchFlow read(Options options) {
    return new FetchFlow(options.id("flow_id", FlowId::new));
  }

  private Step begin(Execution execution) {
    return flow.isNone()
        ? Step.fail(
            new FlowException(
                Reason.FLOW_NOT_FOUND, "Expected option flow_id to name a flow, but there is none"))
        : Step.ask(new GetFlow(flow), found -> run(found, execution));
  }

  private static Step run(Flow found, Execution execution) {
    if (!found.customer().equals(execution.customer())) {
      throw new FlowException(
          Reason.OWNER_MISMATCH,
          "Expected flow %s to belong to customer %s as activeflow %s does, but it does not"
              .formatted(found.id(), execution.customer(), execution.activeflow().id()));
    }
    return Step.run(execution.newStackId(), found.actions());
  }
}
