package io.flowmanager.rabbitmq.inbound;

/** Something that stands around the handling of every request that can be read. */
@FunctionalInterface
public interface Interceptor {
  /** An interceptor that does nothing. */
  Interceptor NONE = (request, routed, next) -> next;

  /**
   * Puts itself around one request, when it arrives: on the thread that reads from the broker, so
   * it is quick and waits for nothing.
   *
   * @param next the handler inside
   * @return it is called exactly once, on the thread that serves the request: also where the
   *     request is refused before its handler's turn comes, so whatever was begun here can be ended
   *     there
   */
  Handler around(IncomingRequest request, RoutedRequest routed, Handler next);
}
