package io.flowmanager.rabbitmq.inbound;

import io.flowmanager.domain.error.FlowException;

/** The way from a request to its handler. May be called from any thread. */
public interface Router {
  /**
   * The route of a request; nothing of it is done yet. Quick: meanwhile no other delivery is looked
   * at.
   *
   * @throws FlowException becomes the answer
   */
  RoutedRequest route(IncomingRequest request);
}
