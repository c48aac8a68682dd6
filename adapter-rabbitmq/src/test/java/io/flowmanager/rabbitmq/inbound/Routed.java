package io.flowmanager.rabbitmq.inbound;

import java.util.Optional;

/** Requests that have found their route, in tests. */
public final class Routed {
  private Routed() {}

  public static RoutedRequest free(Handler handler) {
    return routed(Optional.empty(), false, handler);
  }

  static RoutedRequest takingLong(Handler handler) {
    return routed(Optional.empty(), true, handler);
  }

  static RoutedRequest inOrder(String key, Handler handler) {
    return routed(Optional.of(key), false, handler);
  }

  static RoutedRequest creating(Handler handler) {
    return new RoutedRequest("/test", Optional.empty(), true, false, true, handler);
  }

  static RoutedRequest neverParked(Handler handler) {
    return new RoutedRequest("/test", Optional.empty(), false, false, false, handler);
  }

  private static RoutedRequest routed(Optional<String> key, boolean takesLong, Handler handler) {
    return new RoutedRequest("/test", key, false, takesLong, true, handler);
  }
}
