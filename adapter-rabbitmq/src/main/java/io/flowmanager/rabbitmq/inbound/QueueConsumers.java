package io.flowmanager.rabbitmq.inbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.connection.Broker;
import io.flowmanager.rabbitmq.connection.ChannelUser;
import io.flowmanager.rabbitmq.connection.ReadingThreadExecutor;
import io.flowmanager.rabbitmq.connection.RecoveringConsumer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes deliveries off queues, so many at once, and knows when all of them are done. */
final class QueueConsumers implements ChannelUser {
  private static final Logger log = LoggerFactory.getLogger(QueueConsumers.class);

  private final String purpose;
  private final List<String> queues;
  private final int prefetch;
  private final Consumer<Delivery> taker;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // the next five: guarded by the lock
  private int inWork;
  private int consumers;
  private boolean isStopped;
  private Optional<Channel> current = Optional.empty();
  private boolean wasOpen;

  /**
   * Hands every delivery to {@code taker}, in the order it came and on the thread that reads from
   * the broker ({@link ReadingThreadExecutor}). It returns soon, waits for nothing, throws nothing,
   * and sees to it that the delivery is acknowledged or given back.
   *
   * @param prefetch how many of each queue at once
   */
  QueueConsumers(String purpose, List<String> queues, int prefetch, Consumer<Delivery> taker) {
    this.purpose = purpose;
    this.queues = queues;
    this.prefetch = prefetch;
    this.taker = taker;
  }

  @Override
  public String purpose() {
    return purpose;
  }

  @Override
  public boolean takesDeliveries() {
    return true;
  }

  @Override
  public void open(Channel channel, Broker broker) throws IOException {
    OptionalLong reopened;
    lock.lock();
    try {
      if (isStopped) {
        return;
      }
      consumers = queues.size();
      current = Optional.of(channel);
      reopened = wasOpen ? OptionalLong.of(System.nanoTime()) : OptionalLong.empty();
      wasOpen = true;
    } finally {
      lock.unlock();
    }
    var origin = new Delivery.Origin(channel, reopened);
    channel.basicQos(prefetch);
    for (String queue : queues) {
      channel.basicConsume(queue, false, tagOf(queue), new Taking(origin, queue));
    }
  }

  /** The platform's tag for the first queue; a channel has no two consumers of one tag. */
  private String tagOf(String queue) {
    return queue.equals(queues.getFirst())
        ? QueueNames.FLOW_MANAGER
        : QueueNames.FLOW_MANAGER + "-" + queue;
  }

  @Override
  public void lost(Channel channel) {
    lock.lock();
    try {
      if (current.filter(channel::equals).isPresent()) {
        current = Optional.empty();
        consumers = 0;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stopTaking() {
    Optional<Channel> open;
    lock.lock();
    try {
      isStopped = true;
      open = current;
    } finally {
      lock.unlock();
    }
    try {
      for (String queue : open.isPresent() ? queues : List.<String>of()) {
        open.orElseThrow().basicCancel(tagOf(queue));
      }
    } catch (IOException | ShutdownSignalException lost) {
      log.info("The consumers of {} went with their channel: {}", purpose, lost.getMessage());
    }
  }

  /** Waits for the consumers too: what arrived before they were cancelled is in work. */
  @Override
  public boolean awaitIdle(Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lock();
    try {
      while ((inWork > 0 || consumers > 0) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return inWork == 0 && consumers == 0;
    } finally {
      lock.unlock();
    }
  }

  private void began() {
    lock.lock();
    try {
      inWork++;
    } finally {
      lock.unlock();
    }
  }

  private void done() {
    lock.lock();
    try {
      inWork--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void consumerEnded() {
    lock.lock();
    try {
      consumers--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private final class Taking extends RecoveringConsumer {
    private final Delivery.Origin origin;

    Taking(Delivery.Origin origin, String queue) {
      super(origin.channel(), queue);
      this.origin = origin;
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) {
      began();
      taker.accept(
          new Delivery(origin, queue(), envelope, properties, body, QueueConsumers.this::done));
    }

    /** We cancelled. */
    @Override
    public void handleCancelOk(String tag) {
      consumerEnded();
    }
  }
}
