package io.flowmanager.rabbitmq.inbound;

import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.domain.error.FlowException;

/** The reaction to what happened elsewhere. */
public interface Reaction {
  /**
   * Reacts to an event, on a virtual thread of its own. It may have been delivered before, and in
   * another order than it happened.
   *
   * @return false: it is none for us
   * @throws FlowException INVALID_REQUEST: it can't be read, and never will; anything else: it
   *     comes again later, three times
   */
  boolean react(Event event);
}
