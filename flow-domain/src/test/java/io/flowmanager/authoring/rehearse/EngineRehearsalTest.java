package io.flowmanager.authoring.rehearse;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.FLOW;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_FLOW;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.flow;
import static io.flowmanager.authoring.rehearse.Examples.goTo;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Move.Jump;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.FlowRequest.GetFlow;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EngineRehearsalTest {
  private static final GetFlow REQUEST = new GetFlow(OTHER_FLOW);

  private static Activeflow fetching() {
    return onCall(action("fetch_flow", "{'flow_id': '%s'}".formatted(OTHER_FLOW)), talk(action(2)));
  }

  private static void isWrong(ThrowingCallable rehearsal, String... says) {
    assertThatThrownBy(rehearsal).isInstanceOf(AssertionError.class).message().contains(says);
  }

  @Test
  void saysWhatWasExpectedWhatCameAndWhatCameBefore() {
    isWrong(
        () -> rehearse(onCall(talk(action(1)), talk(action(2)))).handsOver(action(1)).finishes(),
        "Expected that it finishes",
        "but it hands over action " + action(2),
        "hands over action " + action(1));
  }

  @Test
  void findsAnotherRequest() {
    isWrong(
        () -> rehearse(fetching()).asks(new GetFlow(FLOW), flow(FLOW, CUSTOMER)),
        "but it asks " + REQUEST);
    isWrong(() -> rehearse(fetching()).tells(REQUEST), "Expected that it tells");
  }

  @Test
  void findsAQuestionThatNobodyExpected() {
    isWrong(() -> rehearse(fetching()).handsOver(action(2)), "but it asks " + REQUEST);
  }

  @Test
  void findsAQuestionThatIsAskedTooSoon() {
    isWrong(() -> rehearse(fetching()).asksOnceStored(REQUEST), "but it asks " + REQUEST);
  }

  @Test
  void findsAnotherEnd() {
    isWrong(() -> rehearse(onCall()).waits(), "but it finishes");
    isWrong(() -> rehearse(onApi(block(action(1)))).finishes(), "but it waits");
    isWrong(() -> rehearse(onCall()).ends(Reason.TARGET_NOT_FOUND), "but it finishes");
    isWrong(
        () -> rehearse(onCall(goTo(action(1), action(9), 1))).finishes(),
        "but it ends for TARGET_NOT_FOUND");
    isWrong(
        () -> rehearse(onCall(goTo(action(1), action(9), 1))).ends(Reason.INVALID_OPTION),
        "but it ends for TARGET_NOT_FOUND");
  }

  @Test
  void letsNothingHappenInTheMidstOfARequest() {
    isWrong(
        () -> rehearse(fetching()).from(ActionId.START).meanwhile(activeflow -> activeflow),
        "but it asks");
    isWrong(() -> rehearse(fetching()).from(ActionId.START).from(ActionId.START), "but it asks");
  }

  @Test
  void findsAnotherStepOfASingleAction() {
    isWrong(() -> perform(fetching()).carriesOn(), "Expected that it ends with CARRY_ON");
    isWrong(
        () -> perform(fetching()).asks(new GetFlow(FLOW), flow(FLOW, CUSTOMER)),
        "Expected that it asks");
    isWrong(() -> perform(fetching()).sets("a", "b"), "Expected that it sets a");
    isWrong(
        () -> perform(fetching()).changes(new Jump(action(1))), "Expected that it changes the way");
    isWrong(() -> perform(fetching()).fails(Reason.INVALID_OPTION), "but it does this: Ask");
    isWrong(
        () -> perform(onCall(action("fetch_flow", "{'flow_id': 5}"))).carriesOn(),
        "but it fails for INVALID_OPTION");
  }
}
