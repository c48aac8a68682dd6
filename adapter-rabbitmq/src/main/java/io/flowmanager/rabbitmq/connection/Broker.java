package io.flowmanager.rabbitmq.connection;

import static java.util.Objects.requireNonNull;

/**
 * The other end of a connection.
 *
 * @param hasDelayExchange whether it knows exchanges that deliver later, and ours is declared
 */
public record Broker(Dialect dialect, boolean hasDelayExchange) {
  public Broker {
    requireNonNull(dialect, "dialect");
  }
}
