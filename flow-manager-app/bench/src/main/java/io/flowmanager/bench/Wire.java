package io.flowmanager.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.rabbitmq.connection.ReadingThreadExecutor;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** The connections of the load: as cheaply as the client library lets it. */
final class Wire {
  static final String CONTENT_TYPE = "text/plain";

  private Wire() {}

  /**
   * A connection whose deliveries are handled on the very thread that reads them, which saves a
   * hand over each. So a handler must not ask the broker anything, nor wait.
   */
  static Connection connect(RabbitAddress address, String name)
      throws IOException, TimeoutException {
    ConnectionFactory factory = factory(address);
    factory.setSharedExecutor(new ReadingThreadExecutor());
    return factory.newConnection(name);
  }

  static ConnectionFactory factory(RabbitAddress address) throws IOException {
    try {
      ConnectionFactory factory = address.connectionFactory();
      factory.setAutomaticRecoveryEnabled(false);
      return factory;
    } catch (GeneralSecurityException absent) {
      throw new IOException(absent);
    }
  }

  /** A queue as all services of the platform declare theirs. */
  static void declareQueue(Channel channel, String name) throws IOException {
    channel.queueDeclare(name, true, false, false, Map.of());
  }

  /** An exchange as all services of the platform declare theirs for events. */
  static void declareEvents(Channel channel, String exchange) throws IOException {
    channel.exchangeDeclare(exchange, "fanout", true);
  }
}
