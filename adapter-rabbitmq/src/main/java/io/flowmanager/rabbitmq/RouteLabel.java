package io.flowmanager.rabbitmq;

import static java.util.Objects.requireNonNull;

/**
 * Which kind of request one is, for counting: one of a fixed set, whatever a client sends.
 *
 * @param type the route as documented: {@code /flows/<flow-id>}
 * @param method GET, POST, …
 */
public record RouteLabel(String type, String method) {
  /** What could not be read, or is nothing we answer. */
  public static final RouteLabel NOT_FOUND = new RouteLabel("notfound", "");

  public RouteLabel {
    requireNonNull(type, "type");
    requireNonNull(method, "method");
  }
}
