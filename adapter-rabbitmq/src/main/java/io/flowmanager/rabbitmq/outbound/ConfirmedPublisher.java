package io.flowmanager.rabbitmq.outbound;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.connection.AwaitableReference;
import io.flowmanager.rabbitmq.connection.Broker;
import io.flowmanager.rabbitmq.connection.ChannelUser;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Publishes in the order it is told to, and learns of each message whether the broker has taken
 * responsibility for it. It does not wait in between: confirms come in batches.
 */
@Singleton
public final class ConfirmedPublisher implements ChannelUser {
  /** So many messages without a confirm mean that the broker does not keep up. */
  static final int UNCONFIRMED_MAX = 20_000;

  private final BooleanSupplier isBlocked;
  private final Duration confirmWait;
  private final RabbitMeasurements measurements;
  private final AwaitableReference<Sending> current = new AwaitableReference<>();
  private final ReentrantLock inOrder = new ReentrantLock();

  /** True while somebody is going to look for messages that are confirmed too late. */
  private final AtomicBoolean isWatched = new AtomicBoolean();

  @Inject
  public ConfirmedPublisher(
      RabbitConnection connection, RabbitSettings settings, RabbitMeasurements measurements) {
    this(connection::isBlocked, settings.confirmWait(), measurements);
    connection.add(this);
  }

  /**
   * @param isBlocked whether the broker takes no messages for now
   */
  ConfirmedPublisher(
      BooleanSupplier isBlocked, Duration confirmWait, RabbitMeasurements measurements) {
    this.isBlocked = isBlocked;
    this.confirmWait = confirmWait;
    this.measurements = measurements;
  }

  @Override
  public String purpose() {
    return "publishing";
  }

  @Override
  public void open(Channel channel, Broker broker) throws IOException {
    var sending = new Sending(channel);
    channel.confirmSelect();
    channel.addConfirmListener(sending);
    // Its loss may not have been told yet, and nothing may overtake what went over it.
    current.now().ifPresent(Sending::failAll);
    current.set(sending);
  }

  @Override
  public void lost(Channel channel) {
    Optional<Sending> lost = current.now().filter(sending -> sending.channel.equals(channel));
    lost.ifPresent(sending -> {
      current.clear();
      sending.failAll();
    });
  }

  /**
   * Publishes all of them, one right after the other.
   *
   * @param patience how long to wait for a channel where there is none
   * @return completes when the broker has all of them, and fails with SERVICE_UNAVAILABLE when that
   *     can't be known: it refused one, the channel was lost, or it took too long
   */
  CompletionStage<Void> publish(List<Message> messages, Duration patience) {
    return publishEach(
        messages.stream()
            .<Supplier<Optional<Message>>>map(message -> () -> Optional.of(message))
            .toList(),
        patience);
  }

  /**
   * The same for messages that are made one by one, right before each is published: together they
   * may be more than there is room for.
   *
   * @param messages each makes one, or none
   */
  CompletionStage<Void> publishEach(List<Supplier<Optional<Message>>> messages, Duration patience) {
    if (messages.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    var batch = new Batch(messages.size());
    try {
      send(messages, batch, patience);
    } catch (FlowException refusal) {
      batch.confirmed.completeExceptionally(refusal);
    }
    return batch.confirmed;
  }

  /** True while there is a channel, and the broker takes messages. */
  boolean isReady() {
    return current.now().isPresent() && !isBlocked.getAsBoolean();
  }

  private void send(List<Supplier<Optional<Message>>> messages, Batch batch, Duration patience) {
    Sending sending = sending(patience);
    inOrder.lock();
    try {
      if (sending.open.get() + messages.size() > UNCONFIRMED_MAX) {
        throw unavailable("%d messages are not confirmed yet".formatted(UNCONFIRMED_MAX));
      }
      for (Supplier<Optional<Message>> made : messages) {
        made.get().ifPresentOrElse(message -> sending.send(message, batch), batch::leaveOut);
      }
    } finally {
      inOrder.unlock();
    }
    watch(confirmWait);
  }

  /**
   * The timer for all that is not confirmed: a timer for each would be set and taken back a
   * thousand times a second. So what is late is found after twice the wait at most.
   */
  private void watch(Duration pause) {
    if (isWatched.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::failLate);
    }
  }

  private void failLate() {
    isWatched.set(false); // before looking, so that whoever publishes from here on watches again
    current.now().flatMap(Sending::failLate).ifPresent(this::watch);
  }

  private Sending sending(Duration patience) {
    if (isBlocked.getAsBoolean()) {
      throw unavailable("it is out of memory or disk");
    }
    try {
      return current.await(patience).orElseThrow(() -> unavailable("there is no connection to it"));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable("the wait for it was interrupted");
    }
  }

  private static FlowException unavailable(String found) {
    return new FlowException(
        Reason.SERVICE_UNAVAILABLE, "Expected RabbitMQ to take a message, but " + found);
  }

  /** Messages that were published together. */
  private static final class Batch {
    private final AtomicInteger open;
    private final CompletableFuture<Void> confirmed = new CompletableFuture<>();
    private final long since = System.nanoTime();

    Batch(int size) {
      open = new AtomicInteger(size);
    }

    /** Takes a message back that is not published after all. */
    void leaveOut() {
      if (countDown()) {
        confirmed.complete(null);
      }
    }

    /** Counts one as done; true if it was the last. */
    boolean countDown() {
      return open.decrementAndGet() == 0;
    }
  }

  /** The messages published over a channel and not confirmed yet, by their number there. */
  private final class Sending implements ConfirmListener {
    private final Channel channel;
    private final NavigableMap<Long, Batch> unconfirmed = new ConcurrentSkipListMap<>();

    /** Number of those; the map would have to count. */
    private final AtomicInteger open = new AtomicInteger();

    Sending(Channel channel) {
      this.channel = channel;
    }

    void send(Message message, Batch batch) {
      // before publishing: the confirm may be here before basicPublish returns
      unconfirmed.put(channel.getNextPublishSeqNo(), batch);
      measurements.unconfirmed(open.incrementAndGet());
      try {
        channel.basicPublish(
            message.exchange(), message.routingKey(), message.properties(), message.body().utf8());
      } catch (IOException | ShutdownSignalException lost) {
        failAll();
        throw unavailable("the channel is lost: " + lost.getMessage());
      }
    }

    /**
     * Fails what has waited too long for its confirm.
     *
     * @return how long the next one still has; empty if there is none
     */
    Optional<Duration> failLate() {
      var late =
          Optional.of(unavailable("it did not confirm within " + Wording.duration(confirmWait)));
      for (Batch batch : unconfirmed.values()) {
        long left = confirmWait.toNanos() - (System.nanoTime() - batch.since);
        if (left > 0) {
          return Optional.of(Duration.ofNanos(left));
        }
        finish(batch, late);
      }
      return Optional.empty();
    }

    @Override
    public void handleAck(long number, boolean multiple) {
      complete(taken(number, multiple), Optional.empty());
    }

    @Override
    public void handleNack(long number, boolean multiple) {
      complete(taken(number, multiple), Optional.of(unavailable("it refused it")));
    }

    /** At once: whoever published has to know before anything can go over another channel. */
    void failAll() {
      var lost = Optional.of(unavailable("the channel was lost meanwhile"));
      taken(Long.MAX_VALUE, true).forEach(batch -> finish(batch, lost));
    }

    private List<Batch> taken(long number, boolean multiple) {
      NavigableMap<Long, Batch> meant =
          multiple
              ? unconfirmed.headMap(number, true)
              : unconfirmed.subMap(number, true, number, true);
      var taken = new ArrayList<Batch>();
      for (Map.Entry<Long, Batch> entry : meant.entrySet()) {
        if (unconfirmed.remove(entry.getKey(), entry.getValue())) {
          taken.add(entry.getValue());
        }
      }
      measurements.unconfirmed(open.addAndGet(-taken.size()));
      return taken;
    }

    /** Not on this thread, which is the one that reads from the broker. */
    private void complete(List<Batch> batches, Optional<FlowException> refusal) {
      var finished = new ArrayList<Batch>();
      for (Batch batch : batches) {
        // What is refused is not counted: no confirm of the others may complete the batch.
        if (refusal.isPresent() || batch.countDown()) {
          finished.add(batch);
        }
      }
      if (!finished.isEmpty()) {
        Thread.startVirtualThread(() -> finished.forEach(batch -> finish(batch, refusal)));
      }
    }

    private static void finish(Batch batch, Optional<FlowException> refusal) {
      refusal.ifPresentOrElse(
          batch.confirmed::completeExceptionally, () -> batch.confirmed.complete(null));
    }
  }
}
