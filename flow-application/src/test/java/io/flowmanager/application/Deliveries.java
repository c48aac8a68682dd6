package io.flowmanager.application;

import io.flowmanager.domain.id.RequestId;

/** Requests as a broker delivers them. */
public final class Deliveries {
  private Deliveries() {}

  public static Arrival first(RequestId request) {
    return new Delivered(request, false);
  }

  /** As {@link #first}, once its connection is lost, or to someone else after that. */
  public static Arrival again(RequestId request) {
    return new Delivered(request, true);
  }

  private record Delivered(RequestId request, boolean mayBeServed) implements Arrival {}
}
