package io.flowmanager.domain.step;

/**
 * What performing an action can ask of others. One interface for each service that answers.
 *
 * @param <R> the answer
 */
public sealed interface Request<R>
    permits AiRequest,
        CallRequest,
        ConferenceRequest,
        ContactRequest,
        ConversationRequest,
        EmailRequest,
        FlowRequest,
        HttpRequest,
        MessageRequest,
        QueueRequest,
        ReferenceRequest,
        TranscribeRequest,
        WebhookRequest {

  /**
   * Whether it changes nothing anywhere, so that asking twice does no harm. What does change
   * something is asked by one process at a time.
   */
  default boolean onlyLooks() {
    return false;
  }
}
