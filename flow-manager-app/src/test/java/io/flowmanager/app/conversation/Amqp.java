package io.flowmanager.app.conversation;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.flowmanager.rabbitmq.RabbitAddress;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;

/** The way tests get to a broker: the client library alone, with none of the adapter's settings. */
public final class Amqp {
  private Amqp() {}

  public static Connection connect(URI broker, String name) throws IOException, TimeoutException {
    return factory(broker).newConnection(name);
  }

  public static ConnectionFactory factory(URI broker) {
    try {
      return RabbitAddress.of(broker.toString()).connectionFactory();
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
