package io.flowmanager.rabbitmq.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Delivery;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.RabbitMeasurements;
import io.flowmanager.rabbitmq.connection.Broker;
import io.flowmanager.rabbitmq.connection.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("embedded")
class DelaysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(Peer.PATIENCE_SECONDS);
  private static final Duration LEASE = Duration.ofMillis(1500);
  private static final BasicProperties PLAIN =
      new BasicProperties.Builder().contentType("text/plain").headers(Map.of("kept", 1)).build();

  /** As services have them: durable. It stays: the embedded broker breaks when it goes. */
  private final String target = "delayed." + UUID.randomUUID();

  private final String delayExchange = target + ".exchange";
  private final ConfirmedPublisher publisher =
      new ConfirmedPublisher(() -> false, PATIENCE, RabbitMeasurements.NONE);
  private final Delays delays = new Delays(delayExchange, publisher);
  private Peer peer;
  private BlockingQueue<Delivery> arriving;

  @BeforeEach
  void connect() throws Exception {
    peer = new Peer();
    peer.channel().queueDeclare(target, true, false, false, Map.of());
    arriving = peer.consume(target);
  }

  @AfterEach
  void disconnect() throws IOException {
    peer.close();
  }

  private void open(boolean hasDelayExchange) throws IOException {
    var connection = peer.channel().getConnection();
    var broker = new Broker(Dialect.of(connection), hasDelayExchange);
    publisher.open(connection.createChannel(), broker);
    delays.open(connection.createChannel(), broker);
  }

  private CompletableFuture<Void> publish(String text, Duration delay) {
    return delays.publish(target, delay, PLAIN, Json.of(text), Duration.ZERO).toCompletableFuture();
  }

  @Test
  void deliverLater() throws Exception {
    open(false);
    long began = System.nanoTime();

    assertThat(publish("later", Duration.ofMillis(500))).succeedsWithin(PATIENCE);

    Delivery delayed = Peer.next(arriving);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(490));
    assertThat(Peer.text(delayed)).isEqualTo("later");
    assertThat(delayed.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(delayed.getProperties().getHeaders()).containsEntry("kept", 1);
  }

  @Test
  void letNothingWaitBehindWhatTakesLonger() throws Exception {
    open(false);

    CompletableFuture<Void> slow = publish("long", Duration.ofMillis(2500));
    CompletableFuture<Void> fast = publish("short", Duration.ofMillis(300));

    assertThat(slow).succeedsWithin(PATIENCE);
    assertThat(fast).succeedsWithin(PATIENCE);
    assertThat(Peer.text(Peer.next(arriving))).isEqualTo("short");
    assertThat(Peer.text(Peer.next(arriving))).isEqualTo("long");
  }

  @Test
  void keepTheOrderOfWhatTakesAsLong() throws Exception {
    open(false);
    var expected = new ArrayList<String>();
    var published = new ArrayList<CompletableFuture<Void>>();
    for (int number = 0; number < 200; number++) {
      published.add(publish("" + number, Duration.ofMillis(400)));
      expected.add("" + number);
    }
    assertThat(published).allSatisfy(one -> assertThat(one).succeedsWithin(PATIENCE));

    var arrived = new ArrayList<String>();
    for (int number = 0; number < 200; number++) {
      arrived.add(Peer.text(Peer.next(arriving)));
    }
    assertThat(arrived).isEqualTo(expected);
  }

  @Test
  void goThroughTheExchangeThatDelaysWhereThereIsOne() throws Exception {
    // stands in for the one of the plugin: the same, but at once
    peer.channel().exchangeDeclare(delayExchange, BuiltinExchangeType.DIRECT, true);
    peer.channel().queueBind(target, delayExchange, target);
    open(true);

    assertThat(publish("later", Duration.ofSeconds(30))).succeedsWithin(PATIENCE);

    Delivery delayed = Peer.next(arriving);
    assertThat(delayed.getEnvelope().getExchange()).isEqualTo(delayExchange);
    assertThat(delayed.getProperties().getHeaders())
        .isEqualTo(Map.of("x-delay", 30_000, "kept", 1));
  }

  /** A broker's default may be another type. The embedded one has no queues that expire. */
  @Test
  @Tag("installed")
  void waitInQueuesThatAreRenewedWhateverTheBrokersDefaultIs() throws Exception {
    assertThat(Dialect.RABBITMQ.delayQueue(target, LEASE)).containsEntry("x-queue-type", "classic");
    var classic = new RenewedQueue("classic");
    var quorum = new RenewedQueue("quorum");

    // what would be there otherwise loses what waits in it, when the broker looks: each 5 s
    await().atMost(PATIENCE).until(() -> classic.renewed() + quorum.renewed() < 2);
    assertThat(classic.renewed()).isEqualTo(1);
    assertThat(quorum.renewed()).isZero();
  }

  /** A queue of ours but for its type and a short lease, with a message in it. */
  private final class RenewedQueue {
    private final String name;
    private final Map<String, Object> arguments =
        new HashMap<>(Dialect.RABBITMQ.delayQueue(target, Duration.ofMinutes(1)));

    RenewedQueue(String type) throws IOException {
      name = "delayed.%s.%s".formatted(type, UUID.randomUUID());
      arguments.put("x-queue-type", type);
      arguments.put("x-expires", LEASE.toMillis());
      peer.channel().queueDeclare(name, true, false, false, arguments);
      peer.channel().basicPublish("", name, PLAIN, new byte[1]);
      await().until(() -> renewed() == 1);
    }

    /** Number of messages in it, now that it is declared again. */
    int renewed() throws IOException {
      return peer.channel().queueDeclare(name, true, false, false, arguments).getMessageCount();
    }
  }

  /** The embedded broker takes a queue as it is. */
  @Test
  @Tag("installed")
  void takeAnotherNameWhereAQueueOfThatNameIsOfAnotherKind() throws Exception {
    Duration delay = Duration.ofMillis(300);
    peer.channel()
        .queueDeclare(
            "%s.%d.%s".formatted(delayExchange, delay.toMillis(), target),
            true,
            false,
            false,
            Map.of("x-expires", PATIENCE.toMillis()));
    open(false);

    assertThat(publish("first", delay)).succeedsWithin(PATIENCE);
    assertThat(publish("second", delay)).succeedsWithin(PATIENCE);

    assertThat(Peer.text(Peer.next(arriving))).isEqualTo("first");
    assertThat(Peer.text(Peer.next(arriving))).isEqualTo("second");
  }

  @Test
  void failAtOnceWithoutAChannel() {
    FlowException failure =
        catchThrowableOfType(FlowException.class, () -> publish("never", Duration.ofSeconds(1)));

    assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue();
  }
}
