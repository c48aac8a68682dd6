package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.Examples.ALICE;
import static io.flowmanager.authoring.rehearse.Examples.BOB;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.onCall;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Move.Jump;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.GetCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionCallStatusTest {
  private static final Action PROGRESSING =
      action(
          "condition_call_status",
          "{'status': 'progressing', 'false_target_id': '%s'}".formatted(action(9)));

  private static CallDetails call(String status) {
    return new CallDetails(status, "incoming", ALICE, BOB, List.of());
  }

  @Test
  void goesOnWhereTheCallHasTheStatus() {
    perform(onCall(PROGRESSING))
        .asks(new GetCall(CALL), call("progressing"))
        .finds("progressing")
        .carriesOn();
  }

  @Test
  void goesElsewhereWhereItHasAnother() {
    perform(onCall(PROGRESSING))
        .asks(new GetCall(CALL), call("ringing"))
        .finds("ringing")
        .changes(new Jump(action(9)))
        .carriesOn();
  }
}
