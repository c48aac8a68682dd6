package io.flowmanager.rabbitmq.inbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.application.Arrival;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.rabbitmq.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message taken off a queue. It is the broker's until it is acknowledged, and goes to someone
 * else when its channel is lost before.
 */
final class Delivery implements Arrival {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  /**
   * For so long after a channel was opened in place of a lost one, what comes again by it is taken
   * to come again because of that: with the broker everybody lost what was in work.
   */
  static final Duration EXPLAINS = Duration.ofSeconds(30);

  /**
   * The channel it came by.
   *
   * @param lock for writing to it
   * @param reopened when, by the clock that nobody sets; empty: it is the first one of its purpose
   */
  record Origin(Channel channel, ReentrantLock lock, OptionalLong reopened) {
    Origin(Channel channel, OptionalLong reopened) {
      this(channel, new ReentrantLock(), reopened);
    }

    boolean wasReopenedLately() {
      return reopened.isPresent() && System.nanoTime() - reopened.getAsLong() < EXPLAINS.toNanos();
    }
  }

  /** A write to a channel. */
  private interface Writing {
    void write(Channel channel) throws IOException;
  }

  private final Origin origin;
  private final long tag;
  private final String queue;
  private final boolean isRedelivered;
  private final BasicProperties properties;
  private final byte[] body;
  private final Runnable whenDone;

  Delivery(
      Origin origin,
      String queue,
      com.rabbitmq.client.Envelope envelope,
      BasicProperties properties,
      byte[] body,
      Runnable whenDone) {
    this.origin = origin;
    this.tag = envelope.getDeliveryTag();
    this.queue = queue;
    this.isRedelivered = envelope.isRedeliver();
    this.properties = properties;
    this.body = body;
    this.whenDone = whenDone;
  }

  String queue() {
    return queue;
  }

  BasicProperties properties() {
    return properties;
  }

  byte[] body() {
    return body;
  }

  /**
   * True if a process may have ended with it in work. Otherwise it comes for the first time, or
   * because of a connection that was lost.
   */
  boolean mayHaveEndedAProcess() {
    return isRedelivered && !origin.wasReopenedLately();
  }

  @Override
  public RequestId request() {
    return RequestIds.of(properties, body);
  }

  /** Also once its channel is lost: someone else has it by then. */
  @Override
  public boolean mayBeServed() {
    return isRedelivered || !origin.channel().isOpen();
  }

  /**
   * Publishes over the channel it came by, so that an acknowledgement never outlives the answer
   * before it.
   */
  void answer(Message answer) {
    write(
        "answered",
        channel ->
            channel.basicPublish(
                answer.exchange(), answer.routingKey(), answer.properties(), answer.body().utf8()));
  }

  /** Done: nobody gets it again. */
  void acknowledge() {
    try {
      write("acknowledged", channel -> channel.basicAck(tag, false));
    } finally {
      whenDone.run();
    }
  }

  /** Not done: someone gets it again, at once. */
  void giveBack() {
    try {
      write("given back", channel -> channel.basicNack(tag, false, true));
    } finally {
      whenDone.run();
    }
  }

  private void write(String what, Writing writing) {
    origin.lock().lock();
    try {
      writing.write(origin.channel());
    } catch (IOException | ShutdownSignalException lost) {
      // no loss: the broker has it still
      log.info(
          "A delivery of {} could not be {}, and comes again: {}", queue, what, lost.getMessage());
    } finally {
      origin.lock().unlock();
    }
  }
}
