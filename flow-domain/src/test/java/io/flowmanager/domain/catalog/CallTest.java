package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.Examples.ALICE;
import static io.flowmanager.authoring.rehearse.Examples.BOB;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_CALL;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_FLOW;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.FlowRequest.CreateTemporaryFlow;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallTest {
  private static final String TO_BOB = "'destinations': [{'type': 'tel', 'target': '+15550002'}]";
  private static final String BY_ALICE = "'source': {'type': 'tel', 'target': '+15550001'}";

  @Test
  void callsOthersForWhomAnotherFlowRuns() {
    var call =
        action(
            "call",
            "{%s, %s, 'flow_id': '%s', 'anonymous': 'yes', 'early_execution': true}"
                .formatted(BY_ALICE, TO_BOB, OTHER_FLOW));

    perform(onCall(call))
        .asks(
            new CreateCalls(
                CUSTOMER, OTHER_FLOW, CallId.NONE, ALICE, List.of(BOB), true, false, "yes"),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .carriesOn();
  }

  @Test
  void makesATemporaryFlowOfActions() {
    var call =
        action(
            "call",
            "{%s, %s, 'actions': [{'id': '%s', 'type': 'talk', 'option': {'text': 'hello'}}, {'type': 'hangup'}]}"
                .formatted(BY_ALICE, TO_BOB, action(7)));

    perform(onCall(call))
        .asks(
            new CreateTemporaryFlow(
                CUSTOMER,
                Flow.Label.NONE,
                List.of(talk(action(7)), Action.of("hangup", Options.NONE))),
            OTHER_FLOW)
        .asks(
            new CreateCalls(
                CUSTOMER, OTHER_FLOW, CallId.NONE, ALICE, List.of(BOB), false, false, ""),
            new CreatedCalls(List.of(), 0))
        .carriesOn();
  }

  @Test
  void chainsToTheCallItRunsForAndToNothingElse() {
    var chained =
        action(
            "call",
            "{%s, %s, 'flow_id': '%s', 'chained': true}".formatted(BY_ALICE, TO_BOB, OTHER_FLOW));

    perform(onCall(chained))
        .asks(
            new CreateCalls(CUSTOMER, OTHER_FLOW, CALL, ALICE, List.of(BOB), false, false, ""),
            new CreatedCalls(List.of(), 1))
        .carriesOn();
    perform(onApi(chained))
        .asks(
            new CreateCalls(
                CUSTOMER, OTHER_FLOW, CallId.NONE, ALICE, List.of(BOB), false, false, ""),
            new CreatedCalls(List.of(), 1))
        .carriesOn();
  }

  @Test
  @Tag("difference-15")
  void callsWithoutASourceFromNobodyInParticular() {
    perform(onCall(action("call", "{%s, 'flow_id': '%s'}".formatted(TO_BOB, OTHER_FLOW))))
        .asks(
            new CreateCalls(
                CUSTOMER, OTHER_FLOW, CallId.NONE, Address.NONE, List.of(BOB), false, false, ""),
            new CreatedCalls(List.of(OTHER_CALL), 0))
        .carriesOn();
  }
}
