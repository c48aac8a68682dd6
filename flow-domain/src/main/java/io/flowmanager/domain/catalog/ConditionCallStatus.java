package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.Role.TARGET;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Evidence;
import io.flowmanager.domain.type.Exit;
import java.util.Optional;

/** Goes on below if the call has a status, elsewhere if not. */
record ConditionCallStatus(String status, ActionId falseTarget) {

  public static final ActionType<ConditionCallStatus> TYPE =
      ActionType.performed(
              "condition_call_status",
              Medium.REALTIME,
              ConditionCallStatus::read,
              ConditionCallStatus::begin)
          .outlined(outline ->
              Condition.outline(outline)
                  .deciding(ConditionCallStatus::decision)
                  .telling(options -> read(options).words()))
          .described(
              "Goes on below if the call has a status, elsewhere if not. Outdated.",
              option("status", TEXT, "The status.")
                  .oneOf("dialing", "ringing", "progressing", "terminating", "canceling", "hangup")
                  .mandatory(),
              option("false_target_id", ID, "The action to go to if not.").as(TARGET).mandatory());

  private static ConditionCallStatus read(Options options) {
    return new ConditionCallStatus(
        options.text("status"), options.id("false_target_id", ActionId::new));
  }

  private Optional<Decision> decision(Evidence evidence) {
    return evidence
        .found()
        .flatMap(found ->
            Condition.decided(
                "the call is " + found, words(), found.equals(status), new Exit.To(falseTarget)));
  }

  private String words() {
    return "the call is " + status;
  }

  private Step begin(Execution execution) {
    return Step.ask(
        new GetCall(execution.call()),
        call ->
            Step.found(
                call.status(),
                call.status().equals(status)
                    ? Step.carryOn()
                    : Step.jumpTo(falseTarget, "false_target_id")));
  }
}
