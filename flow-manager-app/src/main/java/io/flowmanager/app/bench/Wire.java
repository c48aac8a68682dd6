package io.flowmanager.app.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.flowmanager.rabbitmq.RabbitAddress;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** How the load is connected: as cheaply as the client library lets it. */
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
    factory.setSharedExecutor(new OnTheSpot());
    return factory.newConnection(name);
  }

  static ConnectionFactory factory(RabbitAddress address) throws IOException {
    var factory = new ConnectionFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    factory.setVirtualHost(address.vhost());
    factory.setAutomaticRecoveryEnabled(false);
    if (address.encrypted()) {
      try {
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      } catch (GeneralSecurityException absent) {
        throw new IOException(absent);
      }
    }
    return factory;
  }

  /** A queue as all services of the platform declare theirs. */
  static void declareQueue(Channel channel, String name) throws IOException {
    channel.queueDeclare(name, true, false, false, Map.of());
  }

  /** An exchange as all services of the platform declare theirs for events. */
  static void declareEvents(Channel channel, String exchange) throws IOException {
    channel.exchangeDeclare(exchange, "fanout", true);
  }

  /** Runs what it is given right where it is given it. */
  private static final class OnTheSpot extends AbstractExecutorService {
    private volatile boolean isShutDown;

    @Override
    public void execute(Runnable work) {
      work.run();
    }

    @Override
    public void shutdown() {
      isShutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      isShutDown = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return isShutDown;
    }

    @Override
    public boolean isTerminated() {
      return isShutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return isShutDown;
    }
  }
}
