package io.flowmanager.rabbitmq.inbound;

import io.flowmanager.domain.error.FlowException;

/** The work that a request comes to. */
@FunctionalInterface
public interface Handler {
  /**
   * Serves the request, on a thread of its own. It is acknowledged after the answer: when this
   * process dies before, the broker delivers it again.
   *
   * @throws FlowException becomes the answer. Anything else that is thrown is answered as INTERNAL,
   *     with nothing of the message, and logged
   */
  Answer handle();
}
