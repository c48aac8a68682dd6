package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ADDRESS;
import static io.flowmanager.domain.type.OptionDescription.Kind.ADDRESSES;
import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreateConfbridge;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.FlowRequest.CreateTemporaryFlow;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Calls others and lets the call meet whoever answers.
 *
 * @param earlyMedia whether what the callee's network plays is heard before they answer
 * @param relayReason whether the call ends for the reason that the callee's ended for
 * @param anonymous whether the source is withheld: "yes", "no", "auto", or "" for no wish
 * @param unchained whether the calls made go on when this one ends
 * @param inTheCallersName whether the source is this call's own
 */
record Connect(
    Address source,
    List<Address> destinations,
    boolean earlyMedia,
    boolean relayReason,
    String anonymous,
    boolean unchained,
    boolean inTheCallersName) {

  public static final ActionType<Connect> TYPE =
      ActionType.performed("connect", Medium.REALTIME, Connect::read, Connect::begin)
          .dispatchedTo(ActionType.CALL_MANAGER)
          .formerly("agent_call", Connect::toTheAgent)
          .checked(connect -> Anonymity.require("connect", connect.anonymous))
          .being(Trait.TAKES_THE_CALL)
          .described(
              "Calls others and lets the call meet whoever answers.",
              option("source", ADDRESS, "Who calls."),
              option("destinations", ADDRESSES, "Who is called; of several, who answers first.")
                  .mandatory(),
              option(
                  "early_media",
                  FLAG,
                  "Whether what the callee's network plays is heard before they answer."),
              option(
                  "relay_reason",
                  FLAG,
                  "Whether this call ends for the reason that the callee's ended for."),
              option("anonymous", TEXT, "Whether the source is withheld from who is called.")
                  .oneOf("", "yes", "no", "auto"),
              option("unchained", FLAG, "Whether the calls made go on when this one ends.")
                  .ofTheFirstVersion(),
              option(
                      "agent_id",
                      TEXT,
                      "An agent to call where there are no destinations; in the caller's name,"
                          + " where there is no source.")
                  .inPlaceOf("destinations")
                  .ofTheFirstVersion());

  private static final String AGENT = "agent";

  private static final Flow.Label CALLEES = new Flow.Label("tmp", "tmp flow for action connect");

  public Connect {
    destinations = List.copyOf(destinations);
  }

  private static Options toTheAgent(Options options) {
    return options.otherwise(
        "destinations",
        new Items(
            List.of(
                Members.EMPTY
                    .with("type", new Text(AGENT))
                    .with("target", new Text(options.text("agent_id"))))));
  }

  private static Connect read(Options options) {
    List<Address> called = options.addresses("destinations");
    List<Address> agent =
        options.text("agent_id").isEmpty()
            ? List.of()
            : List.of(Address.of(AGENT, options.text("agent_id")));
    List<Address> destinations = called.isEmpty() ? agent : called;
    return new Connect(
        options.address("source"),
        destinations,
        options.flag("early_media"),
        options.flag("relay_reason"),
        options.text("anonymous"),
        options.flag("unchained"),
        // An agent_call has its agent as destination already.
        !agent.isEmpty() && destinations.equals(agent) && !options.has("source"));
  }

  private Step begin(Execution execution) {
    return inTheCallersName
        ? Step.ask(new GetCall(execution.call()), call -> bridge(call.source(), execution))
        : bridge(source, execution);
  }

  private Step bridge(Address caller, Execution execution) {
    return Step.ask(
        new CreateConfbridge(execution.customer(), execution.activeflow().id(), execution.call()),
        confbridge -> prepare(caller, confbridge, execution));
  }

  private Step prepare(Address caller, ConfbridgeId confbridge, Execution execution) {
    List<Action> theirs =
        List.of(
            ConfbridgeJoin.action(ActionId.NONE, confbridge),
            Action.of(Hangup.TYPE.name(), Options.NONE));
    return Step.ask(
        new CreateTemporaryFlow(execution.customer(), CALLEES, theirs),
        flow -> dial(caller, confbridge, flow, execution));
  }

  private Step dial(Address caller, ConfbridgeId confbridge, FlowId flow, Execution execution) {
    return Step.ask(
        new CreateCalls(
            execution.customer(),
            flow,
            unchained ? CallId.NONE : execution.call(),
            caller,
            destinations,
            earlyMedia,
            !earlyMedia && destinations.size() <= 1,
            anonymous),
        created -> meet(confbridge, created, execution));
  }

  private Step meet(ConfbridgeId confbridge, CreatedCalls created, Execution execution) {
    if (created.none()) {
      throw new FlowException(
          Reason.NO_CALL_CREATED,
          "Expected a call to %s, but none was created"
              .formatted(
                  destinations.isEmpty()
                      ? "somebody"
                      : destinations.stream()
                          .map(Address::words)
                          .collect(Collectors.joining(" or "))));
    }
    var actions = new ArrayList<Action>();
    actions.add(ConfbridgeJoin.action(execution.newActionId(), confbridge));
    // Of a groupcall nobody knows yet whose reason it will be.
    if (relayReason && created.groupcalls() == 0) {
      actions.add(Hangup.like(execution.newActionId(), created.calls().getFirst()));
    }
    return Step.run(execution.newStackId(), actions);
  }
}
