package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_FLOW;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.flow;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.FlowRequest.GetFlow;
import org.junit.jupiter.api.Test;

class FetchFlowTest {
  private static final Activeflow FETCHING =
      onCall(action("fetch_flow", "{'flow_id': '%s'}".formatted(OTHER_FLOW)), talk(action(2)));

  @Test
  void runsTheOtherFlowAndComesBack() {
    rehearse(FETCHING)
        .asks(new GetFlow(OTHER_FLOW), flow(OTHER_FLOW, CUSTOMER, talk(action(7)), talk(action(8))))
        .handsOver(action(7))
        .handsOver(action(8))
        .handsOver(action(2))
        .finishes();
  }

  @Test
  void goesOnWhereTheOtherFlowIsEmpty() {
    rehearse(FETCHING)
        .asks(new GetFlow(OTHER_FLOW), flow(OTHER_FLOW, CUSTOMER))
        .handsOver(action(2));
  }

  @Test
  void runsNoOtherCustomersFlow() {
    rehearse(FETCHING)
        .asks(new GetFlow(OTHER_FLOW), flow(OTHER_FLOW, OTHER_CUSTOMER, talk(action(7))))
        .ends(Reason.OWNER_MISMATCH);
  }

  @Test
  void mayRunTheSameFlowTwice() {
    var twice = onCall(fetching(1), fetching(2));

    rehearse(twice)
        .asks(new GetFlow(OTHER_FLOW), flow(OTHER_FLOW, CUSTOMER, talk(action(7))))
        .handsOver(action(7))
        .asks(new GetFlow(OTHER_FLOW), flow(OTHER_FLOW, CUSTOMER, talk(action(7))))
        .handsOver(action(7))
        .finishes();
  }

  private static Action fetching(int number) {
    return Action.of(
        action(number), "fetch_flow", Options.NONE.with("flow_id", OTHER_FLOW.toString()));
  }
}
