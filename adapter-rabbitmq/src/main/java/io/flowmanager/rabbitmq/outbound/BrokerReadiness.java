package io.flowmanager.rabbitmq.outbound;

import io.flowmanager.rabbitmq.connection.RabbitConnection;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The answer to probes: true while callers are served over the broker. May be asked from any
 * thread.
 */
public final class BrokerReadiness {
  private final RabbitConnection connection;
  private final PublishProbe probe;

  @Inject
  public BrokerReadiness(RabbitConnection connection, PublishProbe probe) {
    this.connection = connection;
    this.probe = probe;
  }

  /**
   * The reason why callers are not served as they should be, for a person; shows no password.
   * Empty: they are.
   *
   * <p>That the broker takes no messages is known a moment after it was asked for the first time.
   */
  public Optional<String> trouble() {
    if (!connection.isBlocked()) {
      probe.publish();
    }
    return connection
        .alarm()
        .reason()
        .map("the broker takes no messages for now, so nothing is answered: %s"::formatted)
        .or(() -> connection.isConsuming() ? Optional.empty() : Optional.of(connection.state()));
  }
}
