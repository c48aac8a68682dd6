package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ConversationId;
import io.flowmanager.domain.step.ConversationRequest.SendToConversation;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;

/**
 * Says something in a conversation.
 *
 * @param sync whether the flow waits until it has been accepted
 */
record ConversationSend(ConversationId conversation, String text, boolean sync) {

  public static final ActionType<ConversationSend> TYPE =
      ActionType.performed(
              "conversation_send", Medium.ANY, ConversationSend::read, ConversationSend::begin)
          .dispatchedTo("conversation-manager")
          .carryingOnWhenItFails()
          .described(
              "Says something in a conversation.",
              option("conversation_id", ID, "The conversation.").mandatory(),
              option("text", TEXT, "What is said."),
              option("sync", FLAG, "Whether the flow waits until it has been accepted."));

  private static ConversationSend read(Options options) {
    return new ConversationSend(
        options.id("conversation_id", ConversationId::new),
        options.text("text"),
        options.flag("sync"));
  }

  private Step begin(Execution execution) {
    var request = new SendToConversation(conversation, text);
    return sync ? Step.ask(request) : Step.tell(request);
  }
}
