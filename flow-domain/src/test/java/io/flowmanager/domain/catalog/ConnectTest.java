package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.ALICE;
import static io.flowmanager.authoring.rehearse.Examples.BOB;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CONFBRIDGE;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_CALL;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_FLOW;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.newId;
import static io.flowmanager.authoring.rehearse.Examples.newIds;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Move.Push;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreateConfbridge;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.FlowRequest.CreateTemporaryFlow;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectTest {
  private static final Action THEIR_JOIN =
      Action.of("confbridge_join", Json.options("{'confbridge_id': '%s'}".formatted(CONFBRIDGE)));
  private static final Action OUR_JOIN = THEIR_JOIN.with(new ActionId(newId(1)));
  private static final CreateConfbridge BRIDGE = new CreateConfbridge(CUSTOMER, ACTIVEFLOW, CALL);
  private static final CreateTemporaryFlow THEIR_FLOW =
      new CreateTemporaryFlow(
          CUSTOMER,
          new Flow.Label("tmp", "tmp flow for action connect"),
          List.of(THEIR_JOIN, Action.of("hangup", Options.NONE)));

  private static Action connecting(String... options) {
    return action(
        "connect",
        "{'source': {'type': 'tel', 'target': '+15550001'}, %s}"
            .formatted(String.join(", ", options)));
  }

  private static final String TO_BOB = "'destinations': [{'type': 'tel', 'target': '+15550002'}]";

  @Test
  void callsOneAndLetsThemMeetOnABridge() {
    perform(onCall(connecting(TO_BOB)))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(CUSTOMER, OTHER_FLOW, CALL, ALICE, List.of(BOB), false, true, ""),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .changes(new Push(new StackId(newId(2)), List.of(OUR_JOIN)))
        .carriesOn();
  }

  @Test
  void letsTheCallerHearRingingOnlyOfOneWithoutEarlyMedia() {
    perform(
            onCall(
                connecting(
                    "'destinations': [{'type': 'tel', 'target': '+15550002'}, {'type': 'tel',"
                        + " 'target': '+15550001'}]")))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(
                CUSTOMER, OTHER_FLOW, CALL, ALICE, List.of(BOB, ALICE), false, false, ""),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .changes(new Push(new StackId(newId(2)), List.of(OUR_JOIN)))
        .carriesOn();
    perform(onCall(connecting(TO_BOB, "'early_media': true, 'anonymous': 'auto'")))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(CUSTOMER, OTHER_FLOW, CALL, ALICE, List.of(BOB), true, false, "auto"),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .changes(new Push(new StackId(newId(2)), List.of(OUR_JOIN)))
        .carriesOn();
  }

  @Test
  void endsTheCallForTheCalleesReasonIfAskedTo() {
    var likeTheirs =
        Action.of(
            new ActionId(newId(2)),
            "hangup",
            Json.options("{'reference_id': '%s'}".formatted(OTHER_CALL)));

    perform(onCall(connecting(TO_BOB, "'relay_reason': true")))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(CUSTOMER, OTHER_FLOW, CALL, ALICE, List.of(BOB), false, true, ""),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .changes(new Push(new StackId(newId(3)), List.of(OUR_JOIN, likeTheirs)))
        .carriesOn();
  }

  @Test
  void hasNoReasonToRelayOfAGroupcall() {
    perform(onCall(connecting(TO_BOB, "'relay_reason': true")))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(CUSTOMER, OTHER_FLOW, CALL, ALICE, List.of(BOB), false, true, ""),
            new CreatedCalls(List.of(OTHER_CALL), 1))
        .changes(new Push(new StackId(newId(2)), List.of(OUR_JOIN)))
        .carriesOn();
  }

  @Test
  void failsWhereNobodyIsCalled() {
    perform(onCall(connecting(TO_BOB)))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(CUSTOMER, OTHER_FLOW, CALL, ALICE, List.of(BOB), false, true, ""),
            new CreatedCalls(List.of(), 0))
        .fails(Reason.NO_CALL_CREATED);
  }

  @Test
  void leavesCallsThatAreUnchainedToThemselves() {
    perform(onCall(connecting(TO_BOB, "'unchained': true")))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(
                CUSTOMER, OTHER_FLOW, CallId.NONE, ALICE, List.of(BOB), false, true, ""),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .changes(new Push(new StackId(newId(2)), List.of(OUR_JOIN)))
        .carriesOn();
  }

  @Test
  void callsAnAgentInTheCallersName() {
    var agentCall = Action.of(action(1), "agent_call", Json.options("{'agent_id': 'a-1'}"));
    var accepted = ActionCatalog.standard().accept(List.of(agentCall), newIds()).getFirst();

    perform(onCall(accepted))
        .asks(new GetCall(CALL), new CallDetails("progressing", "incoming", BOB, ALICE, List.of()))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(
                CUSTOMER,
                OTHER_FLOW,
                CALL,
                BOB,
                List.of(Address.of("agent", "a-1")),
                false,
                true,
                ""),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .changes(new Push(new StackId(newId(2)), List.of(OUR_JOIN)))
        .carriesOn();
  }

  private void callsTheAgent(String options, Address source) {
    perform(onCall(action(action(1), "connect", Json.options(options))))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(
                CUSTOMER,
                OTHER_FLOW,
                CALL,
                source,
                List.of(Address.of("agent", "a-1")),
                false,
                true,
                ""),
            new CreatedCalls(List.of(OTHER_CALL), 0));
  }

  @Test
  void callsTheAgentWhereThereAreNoDestinations() {
    callsTheAgent("{'agent_id': 'a-1', 'source': {'type': 'tel', 'target': '+15550001'}}", ALICE);

    perform(onCall(action(action(1), "connect", Json.options("{'agent_id': 'a-1'}"))))
        .asks(new GetCall(CALL), new CallDetails("progressing", "incoming", BOB, ALICE, List.of()))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(
                CUSTOMER,
                OTHER_FLOW,
                CALL,
                BOB,
                List.of(Address.of("agent", "a-1")),
                false,
                true,
                ""),
            new CreatedCalls(List.of(OTHER_CALL), 0));
  }

  @Test
  void leavesTheAgentAloneWhereThereAreDestinations() {
    perform(
            onCall(
                action(
                    action(1),
                    "connect",
                    Json.options(
                        "{'agent_id': 'a-1', 'destinations': [{'Type': 'tel', 'TARGET':"
                            + " '+15550002'}]}"))))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(
                CUSTOMER, OTHER_FLOW, CALL, Address.NONE, List.of(BOB), false, true, ""),
            new CreatedCalls(List.of(OTHER_CALL), 0));
  }

  @Test
  void comesBackWhenTheyHaveLeftTheBridge() {
    rehearse(onCall(connecting(TO_BOB), talk(action(2))))
        .asks(BRIDGE, CONFBRIDGE)
        .asks(THEIR_FLOW, OTHER_FLOW)
        .asks(
            new CreateCalls(CUSTOMER, OTHER_FLOW, CALL, ALICE, List.of(BOB), false, true, ""),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .handsOver("confbridge_join")
        .handsOver(action(2))
        .finishes();
  }
}
