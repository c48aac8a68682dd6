package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.id.AssistanceId;
import io.flowmanager.domain.step.AiRequest.Assistance;
import io.flowmanager.domain.step.AiRequest.StartAicall;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Trait;
import java.time.Duration;

/** Lets an AI talk to whom the activeflow runs for, as long as it likes; then comes back. */
record AiTalk(Assistance assistance, Duration duration) {

  public static final ActionType<AiTalk> TYPE =
      ActionType.performed("ai_talk", Medium.ANY, AiTalk::read, AiTalk::begin)
          .dispatchedTo("ai-manager")
          .formerly("chatbot_talk", options -> options.alsoAs("ai_id", "chatbot_id"))
          .being(Trait.TAKES_THE_CALL, Trait.NAMES_THE_ACTIVEFLOW)
          .outlined(outline -> outline.of(Category.LISTENS))
          .described(
              "Lets an AI talk to the caller, or in the conversation, until it is done.",
              option("assistance_type", TEXT, "What assistance_id names; empty: ai_id counts.")
                  .oneOf("", "ai", "team"),
              option("assistance_id", ID, "Who assists."),
              option("ai_id", ID, "The AI that assists. Outdated: assistance_id does the same."),
              option("duration", INTEGER, "Not used.").in("seconds"));

  private static AiTalk read(Options options) {
    return new AiTalk(assistance(options), Duration.ofSeconds(options.integer("duration")));
  }

  /** Who assists; the options that say so are the same in each type that has them. */
  static Assistance assistance(Options options) {
    String type = options.text("assistance_type");
    AssistanceId ai = options.optionalId("ai_id", AssistanceId::new);
    AssistanceId id = options.optionalId("assistance_id", AssistanceId::new);
    return type.isEmpty() ? new Assistance("ai", ai) : new Assistance(type, id);
  }

  private Step begin(Execution execution) {
    Reference own = execution.reference();
    // Who is no conversation is talked to as a call, whatever it is.
    ReferenceType type =
        own.type() == ReferenceType.CONVERSATION ? ReferenceType.CONVERSATION : ReferenceType.CALL;
    return Step.ask(
        new StartAicall(assistance, execution.activeflow().id(), new Reference(type, own.id())),
        execution::run);
  }
}
