package io.flowmanager.rabbitmq.outbound;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to those who use RabbitMQ's direct reply-to instead of a queue, over a connection of
 * their own.
 *
 * <p>Such an address is something that RabbitMQ takes apart, and where a client made one up,
 * RabbitMQ breaks at it and closes the connection it came over (seen with 3.10). Over our main
 * connection the request would come again, and break it again, for ever.
 */
@Singleton
public final class DirectReplies implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DirectReplies.class);

  private static final String PREFIX = "amq.rabbitmq.reply-to";

  private final RabbitConnection main;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Channel> current = Optional.empty();

  /**
   * @param main leads to the broker, and is closed together with this one
   */
  @Inject
  public DirectReplies(RabbitConnection main) {
    this.main = main;
    main.endsWithIt(this::close);
  }

  public static boolean isFor(String replyTo) {
    return replyTo.startsWith(PREFIX);
  }

  /** Sends it, as far as that can be known; the connection is made when it is needed. */
  public void send(Message answer) {
    lock.lock();
    try {
      channel()
          .basicPublish(
              answer.exchange(), answer.routingKey(), answer.properties(), answer.body().utf8());
    } catch (IOException | ShutdownSignalException lost) {
      log.warn("A direct reply could not be sent: {}", lost.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private Channel channel() throws IOException {
    Optional<Channel> open = current.filter(Channel::isOpen);
    if (open.isPresent()) {
      return open.get();
    }
    close();
    try {
      Channel opened = main.another("replies").createChannel();
      current = Optional.of(opened);
      return opened;
    } catch (TimeoutException | GeneralSecurityException failure) {
      throw new IOException(failure);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      current.ifPresent(channel -> channel.getConnection().abort());
      current = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
