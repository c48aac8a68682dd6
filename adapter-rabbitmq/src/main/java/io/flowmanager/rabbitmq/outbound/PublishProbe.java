package io.flowmanager.rabbitmq.outbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.rabbitmq.connection.AwaitableReference;
import io.flowmanager.rabbitmq.connection.Broker;
import io.flowmanager.rabbitmq.connection.ChannelUser;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty message for nobody, published to learn whether the broker takes any: it tells only those
 * who publish.
 */
@Singleton
public final class PublishProbe implements ChannelUser {
  private static final Logger log = LoggerFactory.getLogger(PublishProbe.class);

  /** No queue is called so, and what is for no queue is thrown away. */
  private static final String NOBODY = "bin-manager.flow-manager.nobody";

  private static final BasicProperties PLAIN = new BasicProperties();
  private static final byte[] NOTHING = {};

  private final AwaitableReference<Channel> current = new AwaitableReference<>();
  private final ReentrantLock lock = new ReentrantLock();

  @Inject
  public PublishProbe(RabbitConnection connection) {
    connection.add(this);
  }

  @Override
  public String purpose() {
    return "asking whether messages are taken";
  }

  @Override
  public void open(Channel channel, Broker broker) {
    current.set(channel);
  }

  @Override
  public void lost(Channel channel) {
    if (current.now().equals(Optional.of(channel))) {
      current.clear();
    }
  }

  /** Probes the broker, unless someone else does so just now: that will do. */
  void publish() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      Optional<Channel> channel = current.now();
      if (channel.isPresent()) {
        channel.get().basicPublish("", NOBODY, PLAIN, NOTHING);
      }
    } catch (IOException | ShutdownSignalException lost) {
      log.debug("The probe was not published: {}", lost.getMessage());
    } finally {
      lock.unlock();
    }
  }
}
