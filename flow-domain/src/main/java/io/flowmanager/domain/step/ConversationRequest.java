package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.ConversationId;

/** A request to the conversation-manager. */
public sealed interface ConversationRequest<R> extends Request<R> {

  /** Who takes part in a conversation. */
  record GetConversation(ConversationId conversation)
      implements ConversationRequest<ConversationDetails> {
    public GetConversation {
      requireNonNull(conversation, "conversation");
    }

    @Override
    public ConversationDetails usualAnswer(Outside outside) {
      return outside.conversation();
    }

    @Override
    public boolean onlyLooks() {
      return true;
    }
  }

  /**
   * A conversation, as far as actions look at it.
   *
   * @param self our side
   * @param peer the other side
   */
  record ConversationDetails(Address self, Address peer) {
    public ConversationDetails {
      requireNonNull(self, "self");
      requireNonNull(peer, "peer");
    }
  }

  /** Says something in a conversation. */
  record SendToConversation(ConversationId conversation, String text)
      implements ConversationRequest<Done> {
    public SendToConversation {
      requireNonNull(conversation, "conversation");
      requireNonNull(text, "text");
    }

    @Override
    public Done usualAnswer(Outside outside) {
      return Done.DONE;
    }
  }
}
