package io.flowmanager.rabbitmq;

import static java.util.Objects.requireNonNull;

/**
 * What is at the other end of a connection.
 *
 * @param hasDelayExchange whether it knows exchanges that deliver later, and ours is declared
 */
record Broker(Dialect dialect, boolean hasDelayExchange) {
  Broker {
    requireNonNull(dialect, "dialect");
  }
}
