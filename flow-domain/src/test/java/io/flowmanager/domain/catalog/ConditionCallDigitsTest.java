package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.onCall;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Move.Jump;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionCallDigitsTest {

  private static Activeflow asking(String options) {
    return onCall(
        action(
            "condition_call_digits",
            "{%s, 'false_target_id': '%s'}".formatted(options, action(9))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'length': 3", "'length': 4", "'key': '#'", "'length': 9, 'key': '23'"})
  void goesOnWhereEitherIsEnough(String options) {
    perform(asking(options)).asks(new GetDigits(CALL), "123#").finds("123#").carriesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'length': 5", "'key': '9'", "'length': 0", "'length': 5, 'key': '*'"})
  void goesElsewhereWhereNeitherIs(String options) {
    perform(asking(options))
        .asks(new GetDigits(CALL), "123#")
        .finds("123#")
        .changes(new Jump(action(9)))
        .carriesOn();
  }

  @Test
  void endsTheFlowWhereTheTargetIsMissing() {
    rehearse(asking("'length': 5")).asks(new GetDigits(CALL), "1").ends(Reason.TARGET_NOT_FOUND);
  }
}
