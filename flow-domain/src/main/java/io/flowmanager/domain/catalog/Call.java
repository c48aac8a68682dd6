package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ACTIONS;
import static io.flowmanager.domain.type.OptionDescription.Kind.ADDRESS;
import static io.flowmanager.domain.type.OptionDescription.Kind.ADDRESSES;
import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.FlowRequest.CreateTemporaryFlow;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import java.util.List;

/**
 * Calls others, for whom another flow runs, and goes on without waiting for them.
 *
 * @param source empty: nobody in particular
 * @param flow what those run who answer; none: {@code actions}
 * @param chained whether they end with the call that the activeflow runs for
 * @param earlyExecution whether their flow begins before they answer
 * @param anonymous whether the source is withheld: "yes", "no", "auto", or "" for no wish
 */
record Call(
    Address source,
    List<Address> destinations,
    FlowId flow,
    List<Action> actions,
    boolean chained,
    boolean earlyExecution,
    String anonymous) {

  public static final ActionType<Call> TYPE =
      ActionType.performed("call", Medium.ANY, Call::read, Call::begin)
          .checked(call -> Anonymity.require("call", call.anonymous))
          .described(
              "Calls others, for whom another flow runs, and goes on without waiting for them.",
              option("source", ADDRESS, "Who calls."),
              option("destinations", ADDRESSES, "Who is called.").mandatory(),
              option("flow_id", ID, "The flow of those who answer; none: actions."),
              option(
                  "actions",
                  ACTIONS,
                  "The actions of those who answer, where there is no flow_id."),
              option("chained", FLAG, "Whether they end with this call."),
              option("early_execution", FLAG, "Whether their flow begins before they answer."),
              option("anonymous", TEXT, "Whether the source is withheld from who is called.")
                  .oneOf("", "yes", "no", "auto"));

  public Call {
    destinations = List.copyOf(destinations);
    actions = List.copyOf(actions);
  }

  private static Call read(Options options) {
    return new Call(
        options.address("source"),
        options.addresses("destinations"),
        options.optionalId("flow_id", FlowId::new),
        options.actions("actions"),
        options.flag("chained"),
        options.flag("early_execution"),
        options.text("anonymous"));
  }

  private Step begin(Execution execution) {
    if (!flow.isNone()) {
      return dial(flow, execution);
    }
    return Step.ask(
        new CreateTemporaryFlow(execution.customer(), Flow.Label.NONE, actions),
        temporary -> dial(temporary, execution));
  }

  private Step dial(FlowId theirs, Execution execution) {
    boolean ends = chained && execution.reference().type() == ReferenceType.CALL;
    return Step.ask(
        new CreateCalls(
            execution.customer(),
            theirs,
            ends ? execution.call() : CallId.NONE,
            source,
            destinations,
            earlyExecution,
            false,
            anonymous));
  }
}
