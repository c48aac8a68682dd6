package io.flowmanager.rabbitmq.outbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Delivery;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.error.Status;
import io.flowmanager.rabbitmq.CuttableProxy;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.Rabbit;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.Recorded;
import io.flowmanager.rabbitmq.TestBroker;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitRpcIT {
  private static final Duration PATIENCE = Duration.ofSeconds(Peer.PATIENCE_SECONDS);
  private static final Duration SHORT = Duration.ofMillis(50);

  private static final long ROOM = 1 << 20;

  private final Recorded recorded = new Recorded();
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final MemoryLimiter memory = MemoryLimiter.none();
  private final MessageMemoryLimiter room = new MessageMemoryLimiter(ROOM, memory);
  private CuttableProxy line;
  private RabbitConnection connection;
  private RabbitRpc rpc;
  private Peer peer;
  private String queue;
  private BlockingQueue<Delivery> requests;

  @BeforeEach
  void connect() throws Exception {
    line = CuttableProxy.to(TestBroker.address());
    var rabbit =
        new Rabbit(
            RabbitSettings.of(line.address()).withNames(TestBroker.freshNames()), recorded, room);
    connection = rabbit.connection;
    rpc = rabbit.rpc(clock);
    connection.start();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    peer = new Peer();
    queue = peer.queue();
    requests = peer.consume(queue);
  }

  @AfterEach
  void disconnect() throws IOException {
    connection.close();
    line.close();
    peer.close();
    asking.close();
  }

  private PeerRequest get(String uri) {
    return PeerRequest.of(queue, Method.GET, uri, "/v1/calls/<call-id>");
  }

  private Future<Reply> ask(PeerRequest request) {
    return asking.submit(() -> rpc.ask(request, PATIENCE));
  }

  private Reply answered(String answer) throws Exception {
    Future<Reply> reply = ask(get("/v1/calls/1"));
    peer.answer(Peer.next(requests), answer);
    return reply.get();
  }

  private FlowException refused(String answer) {
    return (FlowException)
        requireNonNull(
            catchThrowableOfType(ExecutionException.class, () -> answered(answer)).getCause());
  }

  private FlowException failure(PeerRequest request, Duration timeout) {
    return catchThrowableOfType(FlowException.class, () -> rpc.ask(request, timeout));
  }

  @Test
  void asksWithAnEnvelopeAReplyQueueAndACorrelationId() throws Exception {
    PeerRequest request =
        PeerRequest.of(queue, Method.POST, "/v1/calls/1/action-next", "/v1/calls/<call-id>")
            .withBody(Json.of("{\"force\":true}"));

    Future<Reply> reply = ask(request);
    Delivery asked = Peer.next(requests);
    peer.answer(asked, "{\"status_code\":200,\"data_type\":\"\"}");

    assertThat(Peer.text(asked))
        .isEqualTo(
            "{\"uri\":\"/v1/calls/1/action-next\",\"method\":\"POST\","
                + "\"publisher\":\"flow-manager\",\"data_type\":\"application/json\","
                + "\"data\":{\"force\":true}}");
    assertThat(asked.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(asked.getProperties().getReplyTo()).isNotEmpty();
    assertThat(asked.getProperties().getCorrelationId()).isNotEmpty();
    assertThat(reply.get()).isEqualTo(new Reply(request, 200, Optional.empty()));
    assertThat(recorded.all()).contains("asked POST /v1/calls/<call-id>");
  }

  @Test
  void sendsHeadersBesideTheEnvelopeAndNoneWhereThereAreNone() throws Exception {
    Future<Reply> plain = ask(get("/v1/calls/1"));
    Delivery asked = Peer.next(requests);
    peer.answer(asked, "{\"status_code\":200}");
    plain.get();
    assertThat(asked.getProperties().getHeaders()).isNull();

    PeerRequest traced = get("/v1/calls/1").withHeaders(Map.of("traceparent", "00-1-2-01"));
    Future<Reply> reply = ask(traced);
    asked = Peer.next(requests);
    peer.answer(asked, "{\"status_code\":200}");
    reply.get();
    assertThat(asked.getProperties().getHeaders().get("traceparent")).hasToString("00-1-2-01");

    rpc.tell(traced).toCompletableFuture().get();
    asked = Peer.next(requests);
    assertThat(asked.getProperties().getHeaders().get("traceparent")).hasToString("00-1-2-01");
  }

  @Test
  void readsWhatIsAnswered() throws Exception {
    Reply reply = answered("{\"status_code\":200,\"data\":{\"digits\":\"12#\",\"more\":1}}");

    assertThat(reply.<String>read(body -> body.text("digits"))).isEqualTo("12#");
  }

  @Test
  void readsNothingAsAnObjectWithoutMembers() throws Exception {
    Reply reply = answered("{\"status_code\":200}");

    assertThat(reply.<String>read(body -> body.text("digits"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "5", "{\"digits\":5}"})
  void saysWhatIsWrongWithAnAnswerOfAnotherShape(String data) throws Exception {
    Reply reply = answered("{\"status_code\":200,\"data\":" + data + "}");

    assertThatThrownBy(() -> reply.<String>read(body -> body.text("digits")))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.UNEXPECTED_ANSWER)).isTrue())
        .hasMessageContaining("GET /v1/calls/1");
  }

  @Test
  void tellsAnswersApartThatComeInAnotherOrder() throws Exception {
    var replies = new ArrayList<Future<Reply>>();
    for (int number = 0; number < 100; number++) {
      replies.add(ask(get("/v1/calls/" + number)));
    }
    var asked = new ArrayList<Delivery>();
    for (int number = 0; number < 100; number++) {
      asked.add(Peer.next(requests));
    }

    for (Delivery request : asked.reversed()) {
      peer.answer(request, "{\"status_code\":200,\"data\":" + Peer.text(request) + "}");
    }

    for (Future<Reply> reply : replies) {
      assertThat(reply.get().<String>read(body -> body.text("uri")))
          .isEqualTo(reply.get().request().uri());
    }
  }

  @Test
  void givesUpAfterItsTimeOutAndDropsTheAnswerThatComesLate() throws Exception {
    FlowException failure = failure(get("/v1/calls/1"), SHORT);

    assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(failure).hasMessageContaining(queue).hasMessageContaining("GET /v1/calls/1");
    peer.answer(Peer.next(requests), "{\"status_code\":200}");
    await().until(() -> recorded.all().contains("answered late"));
    assertThat(answered("{\"status_code\":201}").status()).isEqualTo(201);
  }

  @Test
  void failsAtOnceWhereThereIsNoSuchQueue() {
    var nowhere = PeerRequest.of("no.such.queue." + queue, Method.GET, "/v1/x", "/v1/x");

    FlowException failure = failure(nowhere, Duration.ofDays(1));

    assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(failure).hasMessageContaining("there is no queue no.such.queue");
  }

  @Test
  void passesOnARefusalInTheServicesOwnWords() {
    FlowException refusal =
        refused(
            "{\"status_code\":409,\"data_type\":\"voipbin_error\",\"data\":{"
                + "\"status\":\"ALREADY_EXISTS\",\"reason\":\"CALL_THERE\","
                + "\"domain\":\"call-manager\",\"message\":\"The call is there.\"}}");

    assertThat(refusal.status()).isEqualTo(Status.ALREADY_EXISTS);
    assertThat(refusal.reason()).isEqualTo("CALL_THERE");
    assertThat(refusal.domain()).isEqualTo("call-manager");
    assertThat(refusal).hasMessage("The call is there.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {"status_code":300};                                         INTERNAL
          {"status_code":400,"data_type":""};                          INVALID_ARGUMENT
          {"status_code":404,"data_type":"application/json","data":1}; NOT_FOUND
          {"status_code":404,"data_type":"voipbin_error"};             NOT_FOUND
          {"status_code":404,"data_type":"voipbin_error","data":[]};   NOT_FOUND
          {"status_code":429,"data_type":"voipbin_error","data":{"status":"NEW"}}; RESOURCE_EXHAUSTED
          {"status_code":500};                                         INTERNAL
          {"status_code":503};                                         UNAVAILABLE
          """)
  void namesARefusalByItsNumberWhereItSaysNoMore(String answer, Status status) {
    assertThat(refused(answer).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "[]", "{}", "{\"status_code\":\"200\"}", "{\"status_code\":200} x"})
  void takesWhatIsNoAnswerForNone(String answer) {
    assertThat(refused(answer).isFor(Reason.SERVICE_UNAVAILABLE)).isTrue();
  }

  @Test
  void refusesToSendTooMuch() {
    PeerRequest request =
        get("/v1/x").withBody(Json.of("\"" + "x".repeat(Message.BODY_BYTES_MAX) + "\""));

    assertThat(failure(request, SHORT).isFor(Reason.REQUEST_TOO_LARGE)).isTrue();
  }

  @Test
  @Tag("difference-27")
  void leavesAServiceAloneThatDidNotAnswerFiveTimesInARow() {
    for (int time = 0; time < Breakers.FAILURES; time++) {
      failure(get("/v1/x"), SHORT);
    }

    FlowException failure = failure(get("/v1/x"), Duration.ofDays(1));

    assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(recorded.all()).contains("breaker from closed to open", "breaker refused");
    assertThat(requests).hasSizeLessThanOrEqualTo(Breakers.FAILURES);
  }

  @Test
  void doesNotLeaveAServiceAloneThatAnswersNowAndThen() throws Exception {
    for (int time = 0; time < Breakers.FAILURES - 1; time++) {
      failure(get("/v1/x"), SHORT);
      Peer.next(requests);
    }

    answered("{\"status_code\":200}");
    failure(get("/v1/x"), SHORT);
    Peer.next(requests);

    assertThat(answered("{\"status_code\":200}").status()).isEqualTo(200);
    assertThat(recorded.all()).doesNotContain("breaker refused");
  }

  @Test
  void doesNotTakeARefusalForSilence() {
    for (int time = 0; time <= Breakers.FAILURES; time++) {
      assertThat(refused("{\"status_code\":500}").status()).isEqualTo(Status.INTERNAL);
    }

    assertThat(recorded.all()).doesNotContain("breaker refused");
  }

  @Test
  void refusesALargeAnswerWhileOthersHaveTheRoomAndBlamesNobodyForIt() throws Exception {
    String large = "{\"status_code\":200,\"data\":{\"text\":\"%s\"}}".formatted("x".repeat(9000));
    room.take(ROOM);
    for (int time = 0; time <= Breakers.FAILURES; time++) {
      assertThat(refused(large))
          .matches(failure -> failure.isFor(Reason.SERVICE_UNAVAILABLE))
          .hasMessageContaining("no memory");
    }
    assertThat(answered("{\"status_code\":200}").status()).isEqualTo(200);
    room.giveBack(ROOM);

    assertThat(answered(large).status()).isEqualTo(200);
    assertThat(recorded.all()).doesNotContain("breaker refused");
  }

  @Test
  void hasRoomForALargeAnswerUntilTheWorkIsOverThatAsked() throws Exception {
    String large = "{\"status_code\":200,\"data\":{\"text\":\"%s\"}}".formatted("x".repeat(9000));
    Future<?> work =
        asking.submit(() ->
            memory.within(() -> {
              rpc.ask(get("/v1/calls/1"), PATIENCE);
              assertThatThrownBy(() -> room.take(ROOM)).isInstanceOf(FlowException.class);
            }));
    peer.answer(Peer.next(requests), large);

    work.get();

    room.take(ROOM);
    room.giveBack(ROOM);
  }

  @Test
  void givesBackWhatAnAnswerTookThatNobodyWaitsForAnyMore() throws Exception {
    String large = "{\"status_code\":200,\"data\":{\"text\":\"%s\"}}".formatted("x".repeat(9000));
    failure(get("/v1/calls/1"), SHORT);

    peer.answer(Peer.next(requests), large);

    // Answers come in order, so the late one is there by now.
    assertThat(answered("{\"status_code\":200}").status()).isEqualTo(200);
    assertThat(room.taken()).isZero();
  }

  @Test
  void triesOnceMoreAfterAWhileAndStaysWithItIfThatIsAnswered() throws Exception {
    silenceFiveTimes();
    now = now.plus(Breakers.OPEN_FOR).plusMillis(1);

    assertThat(answered("{\"status_code\":200}").status()).isEqualTo(200);
    assertThat(answered("{\"status_code\":200}").status()).isEqualTo(200);

    assertThat(breakerChanges())
        .containsExactly(
            "breaker from closed to open",
            "breaker from open to half-open",
            "breaker from half-open to closed");
  }

  @Test
  void leavesItAloneAgainIfThatOneIsNotAnsweredEither() throws Exception {
    silenceFiveTimes();
    now = now.plus(Breakers.OPEN_FOR).plusMillis(1);

    failure(get("/v1/x"), SHORT);
    Peer.next(requests);
    failure(get("/v1/x"), Duration.ofDays(1));

    assertThat(breakerChanges())
        .containsExactly(
            "breaker from closed to open",
            "breaker from open to half-open",
            "breaker from half-open to open");
    assertThat(requests).isEmpty();
  }

  @Test
  void letsOnlyOneThroughToSee() throws Exception {
    silenceFiveTimes();
    now = now.plus(Breakers.OPEN_FOR).plusMillis(1);

    Future<Reply> probe = ask(get("/v1/probe"));
    Delivery asked = Peer.next(requests);
    FlowException failure = failure(get("/v1/x"), Duration.ofDays(1));
    peer.answer(asked, "{\"status_code\":200}");

    assertThat(failure.isFor(Reason.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(probe.get().status()).isEqualTo(200);
  }

  @Test
  void leavesOnlyTheOneAloneThatIsSilent() throws Exception {
    var other = PeerRequest.of(peer.queue(), Method.GET, "/v1/x", "/v1/x");
    silenceFiveTimes();

    FlowException failure = failure(other, SHORT);

    assertThat(failure).hasMessageContaining("it did not within");
  }

  private void silenceFiveTimes() throws InterruptedException {
    for (int time = 0; time < Breakers.FAILURES; time++) {
      failure(get("/v1/x"), SHORT);
      Peer.next(requests);
    }
  }

  private List<String> breakerChanges() {
    return recorded.all().stream().filter(counted -> counted.startsWith("breaker from")).toList();
  }

  @Test
  void failsAtOnceWhenItsConnectionBreaksAndBlamesNobodyForIt() throws Exception {
    for (int time = 0; time < 2 * Breakers.FAILURES; time++) {
      Future<FlowException> failure =
          asking.submit(() -> failure(get("/v1/x"), Duration.ofDays(1)));
      Peer.next(requests);

      line.breakConnections();

      assertThat(
              failure.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS).isFor(Reason.BROKER_UNAVAILABLE))
          .isTrue();
    }

    assertThat(answered("{\"status_code\":200}").status()).isEqualTo(200);
    assertThat(breakerChanges()).isEmpty();
  }

  @Test
  void waitsForAConnectionWithinItsTimeOut() throws Exception {
    line.cut();
    await().until(() -> !connection.isConsuming());

    Future<Reply> reply = ask(get("/v1/calls/1"));
    FlowException tooLate = failure(get("/v1/calls/2"), SHORT);
    line.mend();
    peer.answer(Peer.next(requests), "{\"status_code\":200}");

    assertThat(tooLate.isFor(Reason.BROKER_UNAVAILABLE)).isTrue();
    assertThat(reply.get().status()).isEqualTo(200);
  }

  @Test
  void tellsWithoutAReplyQueue() throws Exception {
    CompletableFuture<Void> told =
        rpc.tell(get("/v1/calls/1").withDataType("application/json")).toCompletableFuture();

    Delivery request = Peer.next(requests);
    assertThat(Peer.text(request))
        .isEqualTo(
            "{\"uri\":\"/v1/calls/1\",\"method\":\"GET\",\"publisher\":\"flow-manager\","
                + "\"data_type\":\"application/json\"}");
    assertThat(request.getProperties().getReplyTo()).isNull();
    assertThat(request.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(told).succeedsWithin(PATIENCE);
  }

  @Test
  void tellsLater() throws Exception {
    String durable = durableQueue();
    BlockingQueue<Delivery> arriving = peer.consume(durable);
    var request = PeerRequest.of(durable, Method.POST, "/v1/later", "/v1/later");
    long began = System.nanoTime();

    CompletableFuture<Void> told =
        rpc.tellDelayed(request, Duration.ofMillis(700)).toCompletableFuture();
    rpc.tellDelayed(request.withDataType("at once"), Duration.ZERO);

    assertThat(told).succeedsWithin(PATIENCE);
    assertThat(Peer.text(Peer.next(arriving))).contains("at once");
    assertThat(Peer.text(Peer.next(arriving))).contains("/v1/later").doesNotContain("at once");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(690));
  }

  /**
   * As services have them. It stays: the embedded broker breaks when one that is delayed to goes.
   */
  private String durableQueue() throws IOException {
    String name = queue + ".durable";
    peer.channel().queueDeclare(name, true, false, false, Map.of());
    return name;
  }
}
