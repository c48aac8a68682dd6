package io.flowmanager.domain.step;

import io.flowmanager.domain.error.Reason;
import java.util.Set;

/**
 * A request to others that performing an action can make. One interface for each service that
 * answers.
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
   * The answer on a day without trouble.
   *
   * @throws io.flowmanager.domain.error.FlowException where it is a usual thing to fail, as for a
   *     flow that is not there
   */
  R usualAnswer(Outside outside);

  /** The reasons that the request can fail for, besides what {@link #usualAnswer} fails for. */
  default Set<Reason> possibleFailures() {
    return Set.of(Reason.SERVICE_UNAVAILABLE);
  }

  /**
   * True if it changes nothing anywhere, so that asking twice does no harm. What does change
   * something is asked by one process at a time.
   */
  default boolean onlyLooks() {
    return false;
  }
}
