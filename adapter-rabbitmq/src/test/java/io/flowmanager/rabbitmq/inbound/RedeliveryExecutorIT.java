package io.flowmanager.rabbitmq.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.application.Moments;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.port.InMemoryParkedMessages;
import io.flowmanager.application.port.InMemoryProcesses;
import io.flowmanager.application.port.InMemoryRedeliveredMessages;
import io.flowmanager.application.port.ParkedMessages;
import io.flowmanager.application.port.ParkedMessages.Label;
import io.flowmanager.application.port.Processes;
import io.flowmanager.application.redelivery.ClaimRedelivered;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.Rabbit;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.Recorded;
import io.flowmanager.rabbitmq.TestBroker;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes are played by listeners that lose their connection and are called gone. */
class RedeliveryExecutorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(Peer.PATIENCE_SECONDS);

  private final RabbitSettings settings = TestBroker.settings();
  private final String queue = settings.names().listenQueues().getFirst();
  private final Recorded recorded = new Recorded();
  private final InMemoryProcesses processes = new InMemoryProcesses();
  private final InMemoryRedeliveredMessages redelivered =
      new InMemoryRedeliveredMessages(InstantSource.system());
  private final ParkedMessages parked = new InMemoryParkedMessages(redelivered);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<RabbitConnection> connections = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
  private Peer peer;

  /** A process whose work hangs. */
  private record One(Processes self, RabbitConnection connection) {}

  @BeforeEach
  void connect() throws Exception {
    peer = new Peer();
  }

  @AfterEach
  void disconnect() throws IOException {
    end.countDown();
    connections.forEach(RabbitConnection::close);
    peer.close();
  }

  private RedeliveryExecutor redeliveries(Processes self) {
    var claims = new ClaimRedelivered(redelivered, self);
    claims.signOn();
    var moments = new Moments(InstantSource.system(), UUID::randomUUID);
    return new RedeliveryExecutor(claims, parked, moments, recorded);
  }

  private One begin(Router router) throws InterruptedException {
    Processes self = processes.begin();
    var rabbit = new Rabbit(settings, recorded);
    rabbit.listen(router, Interceptors.of(this::around), Optional.of(redeliveries(self)));
    return started(self, rabbit.connection);
  }

  private One started(Processes self, RabbitConnection connection) throws InterruptedException {
    connections.add(connection);
    connection.start();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    return new One(self, connection);
  }

  private void kill(One one) {
    processes.end(one.self());
    one.connection().close();
  }

  /** Sees requests end, and with what they were refused. */
  private Handler around(IncomingRequest request, RoutedRequest routed, Handler next) {
    return () -> {
      try {
        return next.handle();
      } catch (FlowException refusal) {
        refused.add(refusal.reason());
        throw refusal;
      }
    };
  }

  /** Begins, and never ends. */
  private RoutedRequest hanging(IncomingRequest request) {
    return Routed.free(() -> {
      begun.add(request.envelope().uri());
      awaitEnd();
      return Answer.DONE;
    });
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitBegun(int times) {
    await().atMost(PATIENCE).until(() -> begun.size() == times);
  }

  private static String request(String uri) {
    return "{\"uri\":\"%s\",\"method\":\"POST\"}".formatted(uri);
  }

  @Test
  void parksARequestThatTwoProcessesEndedWithAndAnswersIt() throws Exception {
    One first = begin(this::hanging);
    peer.ask(queue, "poison", request("/poison"));
    awaitBegun(1);
    kill(first);
    One second = begin(this::hanging);
    awaitBegun(2);
    kill(second);

    begin(this::hanging);

    assertThat(Peer.text(peer.reply())).contains("\"status_code\":500").contains("MESSAGE_PARKED");
    assertThat(refused).as("seen by the interceptors").containsExactly("MESSAGE_PARKED");
    assertThat(begun).hasSize(2);
    Label label = parked.oldest(2).getFirst();
    assertThat(parked.size()).isEqualTo(1);
    assertThat(label.uri()).isEqualTo("/poison");
    assertThat(label.queue()).isEqualTo(queue);
    assertThat(label.properties()).containsEntry("correlation_id", "poison");
    assertThat(parked.find(label.id()).orElseThrow().body())
        .isEqualTo(Peer.utf8(request("/poison")));
    assertThat(recorded.all()).contains("parked");
    await().atMost(PATIENCE).until(() -> peer.channel().messageCount(queue) == 0);
  }

  @Test
  void countsNoLostConnections() throws Exception {
    for (int loss = 1; loss <= 4; loss++) {
      One living = begin(this::hanging);
      if (loss == 1) {
        peer.ask(queue, "fine", request("/fine"));
      }
      if (loss <= 2) {
        awaitBegun(loss);
      }
      living.connection().close();
    }

    assertThat(parked.size()).isZero();
  }

  @Test
  void neverParksWhatMayNotBe() throws Exception {
    Router next = request -> Routed.neverParked(hanging(request).handler());
    for (int process = 1; process <= 4; process++) {
      One one = begin(next);
      if (process == 1) {
        peer.ask(queue, "next", request("/next"));
      }
      awaitBegun(process);
      kill(one);
    }

    assertThat(parked.size()).isZero();
  }

  @Test
  void worksOnOneAtATimeSoThatNobodyElseLooksGuilty() throws Exception {
    One first = begin(this::hanging);
    for (int number = 0; number < 5; number++) {
      peer.ask(queue, "c-" + number, request("/" + number));
    }
    awaitBegun(5);
    kill(first);

    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    begin(request ->
        Routed.free(() -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          LockSupport.parkNanos(5_000_000); // long enough to be met by another one
          atOnce.decrementAndGet();
          return Answer.DONE;
        }));

    for (int answer = 0; answer < 5; answer++) {
      assertThat(Peer.text(peer.reply())).contains("\"status_code\":200");
    }
    assertThat(most).hasValue(1);
    await().untilAsserted(() -> assertThat(redelivered.signedOn()).hasSize(2));
    assertThat(parked.size()).isZero();
  }

  @Test
  void parksALargeOneUnread() throws Exception {
    String large =
        "{\"uri\":\"/large\",\"method\":\"POST\",\"data\":\"%s\"}"
            .formatted("x".repeat(RequestListener.SHORT_BYTES_MAX));
    One first = begin(this::hanging);
    peer.ask(queue, "large", large);
    awaitBegun(1);
    kill(first);
    One second = begin(this::hanging);
    awaitBegun(2);
    kill(second);
    var read = new AtomicInteger();

    begin(request -> {
      read.incrementAndGet();
      return hanging(request);
    });

    assertThat(Peer.text(peer.reply())).contains("MESSAGE_PARKED");
    assertThat(read).hasValue(0);
  }

  @Test
  void parksAnEvent() throws Exception {
    for (int process = 1; process <= 3; process++) {
      Processes self = processes.begin();
      var rabbit = new Rabbit(settings, recorded);
      rabbit.react(this::hang, EventListener.RETRY_DELAYS, Optional.of(redeliveries(self)));
      One one = started(self, rabbit.connection);
      if (process == 1) {
        peer.channel()
            .basicPublish(
                settings.names().subscribedExchanges().getFirst(),
                "",
                new BasicProperties(),
                Peer.utf8("{\"type\":\"customer_deleted\",\"publisher\":\"p\",\"data\":{}}"));
      }
      if (process < 3) {
        awaitBegun(process);
        kill(one);
      }
    }

    await().atMost(PATIENCE).until(() -> parked.size() == 1);
    assertThat(begun).hasSize(2);
  }

  private boolean hang(Event event) {
    begun.add(event.type());
    awaitEnd();
    return true;
  }
}
