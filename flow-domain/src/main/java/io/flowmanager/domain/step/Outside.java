package io.flowmanager.domain.step;

import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import java.util.UUID;

/**
 * The services outside on a day without trouble, for whoever answers in their place: what there is
 * that answers tell of. {@link Request#usualAnswer} makes an answer of it.
 */
public interface Outside {
  /** An id for something that a service made. */
  UUID newId();

  /** The call that the activeflow runs for. */
  CallDetails call();

  /** The conversation that the activeflow runs for. */
  ConversationDetails conversation();

  /** All digits that were dialled so far. */
  String digitsDialled();

  /**
   * A stored flow.
   *
   * @throws io.flowmanager.domain.error.FlowException FLOW_NOT_FOUND
   */
  Flow flow(FlowId id);

  /**
   * A service that was started.
   *
   * @param type as the service calls itself
   * @param performing the type of action that it has the activeflow do meanwhile; empty: none
   */
  StartedService started(String type, String performing);
}
