package io.flowmanager.application.port;

import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import io.flowmanager.domain.step.ConversationRequest.GetConversation;
import io.flowmanager.domain.step.ConversationRequest.SendToConversation;
import io.flowmanager.domain.step.Done;

/**
 * Keeps conversations.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface ConversationManager {
  ConversationDetails conversation(GetConversation request);

  /** Waits up to half a minute. */
  Done send(SendToConversation request);

  /** The conversation's public representation, as JSON text. */
  String describe(ReferenceId conversation);
}
