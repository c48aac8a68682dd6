package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.step.AiRequest.Assistance;
import io.flowmanager.domain.step.AiRequest.StartTask;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Trait;

/** Lets an AI work on something; the flow waits where the AI wants it to. */
record AiTask(Assistance assistance) {

  public static final ActionType<AiTask> TYPE =
      ActionType.performed("ai_task", Medium.NON_REALTIME, AiTask::read, AiTask::begin)
          .dispatchedTo("ai-manager")
          .being(Trait.NAMES_THE_ACTIVEFLOW)
          .described(
              "Lets an AI work on something, with nobody to talk to.",
              option("assistance_type", TEXT, "What assistance_id names; empty: ai_id counts.")
                  .oneOf("", "ai", "team"),
              option("assistance_id", ID, "Who assists."),
              option("ai_id", ID, "The AI that assists. Outdated: assistance_id does the same."));

  private static AiTask read(Options options) {
    return new AiTask(AiTalk.assistance(options));
  }

  private Step begin(Execution execution) {
    return Step.ask(new StartTask(assistance, execution.activeflow().id()), execution::run);
  }
}
