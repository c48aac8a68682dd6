package io.flowmanager.rabbitmq.inbound;

import java.util.List;

/**
 * The interceptors that every request passes, in their order.
 *
 * @param outermostFirst who comes first sees a request first and its answer last
 */
public record Interceptors(List<Interceptor> outermostFirst) {
  public static final Interceptors NONE = of();

  public Interceptors {
    outermostFirst = List.copyOf(outermostFirst);
  }

  public static Interceptors of(Interceptor... outermostFirst) {
    return new Interceptors(List.of(outermostFirst));
  }

  /** The handler with all of them around it; to be called once. */
  public Handler around(IncomingRequest request, RoutedRequest routed, Handler innermost) {
    Handler handler = innermost;
    for (Interceptor interceptor : outermostFirst.reversed()) {
      handler = interceptor.around(request, routed, handler);
    }
    return handler;
  }
}
