package io.flowmanager.rabbitmq.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.Rabbit;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.Recorded;
import io.flowmanager.rabbitmq.TestBroker;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventListenerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(Peer.PATIENCE_SECONDS);
  private static final List<Duration> SOON =
      List.of(Duration.ofMillis(150), Duration.ofMillis(250), Duration.ofMillis(350));
  private static final String DELETED =
      "{\"type\":\"customer_deleted\",\"publisher\":\"customer-manager\","
          + "\"data_type\":\"application/json\",\"data\":{\"id\":\"1\"}}";

  private final Recorded recorded = new Recorded();
  private final RabbitSettings settings = TestBroker.settings();
  private final String queue = settings.names().subscribeQueue();
  private final Rabbit rabbit = new Rabbit(settings, recorded);
  private final RabbitConnection connection = rabbit.connection;
  private final BlockingQueue<Event> arrived = new LinkedBlockingQueue<>();
  private Peer peer;

  @BeforeEach
  void connect() throws Exception {
    peer = new Peer();
  }

  @AfterEach
  void disconnect() throws IOException {
    connection.close();
    peer.close();
  }

  private void listen(List<Duration> retryDelays, Reaction reaction) throws InterruptedException {
    rabbit.react(
        event -> {
          arrived.add(event);
          return reaction.react(event);
        },
        retryDelays,
        Optional.empty());
    connection.start();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
  }

  private void publish(String exchange, String body) throws IOException {
    peer.channel().basicPublish(exchange, "", new BasicProperties(), Peer.utf8(body));
  }

  private Event next() throws InterruptedException {
    Event next = arrived.poll(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("an event").isNotNull();
    return next;
  }

  private static boolean fail(Event event) {
    throw new FlowException(Reason.STORE_UNAVAILABLE, "Expected a store for " + event.type());
  }

  @Test
  void reactsToWhatHappensInTheServicesItSubscribedTo() throws Exception {
    listen(SOON, event -> true);

    for (String exchange : settings.names().subscribedExchanges()) {
      publish(exchange, DELETED);
      Event event = next();
      assertThat(event.publisher()).isEqualTo("customer-manager");
      assertThat(event.type()).isEqualTo("customer_deleted");
      assertThat(event.data()).isPresent();
    }
    await()
        .untilAsserted(() ->
            assertThat(recorded.all())
                .containsExactly(
                    "handled customer-manager customer_deleted",
                    "handled customer-manager customer_deleted"));
  }

  @Test
  void doesNotCountWhatIsNoneOfOurs() throws Exception {
    listen(SOON, event -> false);

    publish(settings.names().subscribedExchanges().getFirst(), DELETED);

    next();
    assertThat(connection.stopConsuming(PATIENCE)).isTrue();
    assertThat(recorded.all()).isEmpty();
    assertThat(peer.channel().messageCount(queue)).isZero();
  }

  @Test
  void reactsToSeveralAtOnce() throws Exception {
    var together = new CountDownLatch(20);
    listen(
        SOON,
        event -> {
          together.countDown();
          try {
            return together.await(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS);
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        });

    for (int number = 0; number < 20; number++) {
      peer.tell(queue, DELETED);
    }

    await()
        .until(() ->
            recorded.all().stream()
                    .filter("handled customer-manager customer_deleted"::equals)
                    .count()
                == 20);
  }

  @Test
  void triesAgainLaterThreeTimesAndThenDropsIt() throws Exception {
    listen(SOON, EventListenerIT::fail);
    long began = System.nanoTime();

    peer.tell(queue, DELETED);

    for (int time = 0; time < 4; time++) {
      assertThat(next().type()).isEqualTo("customer_deleted");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(740));
    await().until(() -> recorded.all().contains("dropped"));
    assertThat(recorded.all()).containsExactly("retry 1", "retry 2", "retry 3", "dropped");
    assertThat(connection.stopConsuming(PATIENCE)).isTrue();
    assertThat(peer.channel().messageCount(queue)).isZero();
  }

  @Test
  void isContentOnceItSucceeds() throws Exception {
    listen(SOON, event -> arrived.size() < 2 ? fail(event) : true);

    peer.tell(queue, DELETED);

    await().until(() -> recorded.all().contains("handled customer-manager customer_deleted"));
    assertThat(recorded.all())
        .containsExactly("retry 1", "handled customer-manager customer_deleted");
  }

  @Test
  void countsInAHeaderAndKeepsTheOthers() throws Exception {
    Delivery retried = retriedOf(Map.of("x-retry-count", 1, "trace", "t-1"));

    assertThat(Peer.text(retried)).isEqualTo(DELETED);
    assertThat(retried.getProperties().getHeaders()).containsEntry("x-retry-count", 2);
    assertThat(retried.getProperties().getHeaders().get("trace")).hasToString("t-1");
    assertThat(retried.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(retried.getProperties().getDeliveryMode()).isEqualTo(2);
    assertThat(recorded.all()).containsExactly("retry 2");
  }

  @Test
  void takesACountOfAnotherTypeForNone() throws Exception {
    Delivery retried = retriedOf(Map.of("x-retry-count", "2"));

    assertThat(retried.getProperties().getHeaders()).containsEntry("x-retry-count", 1);
  }

  /** Lets an event with these headers fail once, and catches it when it comes again. */
  private Delivery retriedOf(Map<String, Object> headers) throws Exception {
    listen(
        List.of(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
        EventListenerIT::fail);
    peer.channel()
        .basicPublish(
            "",
            queue,
            new BasicProperties.Builder().headers(new HashMap<>(headers)).build(),
            Peer.utf8(DELETED));
    await().until(() -> !recorded.all().isEmpty());
    assertThat(connection.stopConsuming(PATIENCE)).isTrue();
    return Peer.next(peer.consume(queue));
  }

  @Test
  void dropsWhatHasComeOftenEnough() throws Exception {
    listen(SOON, EventListenerIT::fail);

    peer.channel()
        .basicPublish(
            "",
            queue,
            new BasicProperties.Builder().headers(Map.of("x-retry-count", 3)).build(),
            Peer.utf8(DELETED));

    await().until(() -> !recorded.all().isEmpty());
    assertThat(recorded.all()).containsExactly("dropped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{\"type\":5}", "{\"type\":\"a\"} x"})
  void dropsWhatIsNoEventAndGoesOn(String body) throws Exception {
    listen(SOON, event -> true);

    peer.tell(queue, body);
    peer.tell(queue, DELETED);

    assertThat(next().type()).isEqualTo("customer_deleted");
    await().until(() -> recorded.all().size() == 2);
    assertThat(recorded.all())
        .containsExactlyInAnyOrder("dropped", "handled customer-manager customer_deleted");
  }

  @Test
  void dropsWhatIsTooLargeAndGoesOn() throws Exception {
    listen(SOON, event -> true);

    peer.tell(queue, " ".repeat(Message.BODY_BYTES_MAX) + DELETED);
    peer.tell(queue, DELETED);

    assertThat(next().type()).isEqualTo("customer_deleted");
    await().until(() -> recorded.all().size() == 2);
    assertThat(recorded.all())
        .containsExactlyInAnyOrder("dropped", "handled customer-manager customer_deleted");
  }

  @Test
  void dropsWhatTheReactionCannotRead() throws Exception {
    listen(
        SOON,
        event -> {
          throw new FlowException(Reason.INVALID_REQUEST, "Expected an id, but there is none");
        });

    peer.tell(queue, DELETED);

    await().until(() -> !recorded.all().isEmpty());
    assertThat(recorded.all()).containsExactly("dropped");
  }

  @Test
  void survivesWhatTheReactionThrows() throws Exception {
    listen(
        SOON,
        event -> {
          throw new StackOverflowError("on purpose");
        });

    peer.tell(queue, DELETED);

    await().until(() -> recorded.all().contains("dropped"));
    assertThat(recorded.all()).containsExactly("retry 1", "retry 2", "retry 3", "dropped");
  }

  @Test
  void waitsAsLongAsEveryServiceDoes() {
    assertThat(EventListener.RETRY_DELAYS)
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(120));
  }
}
