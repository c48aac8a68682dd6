package io.flowmanager.rabbitmq.inbound;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.memory.MessageMemoryLimiter;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.rabbitmq.CuttableProxy;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.Rabbit;
import io.flowmanager.rabbitmq.RabbitLog;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.Recorded;
import io.flowmanager.rabbitmq.TestBroker;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestListenerIT {
  private static final String DONE = "{\"status_code\":200,\"data_type\":\"application/json\"}";

  private final RabbitSettings settings = TestBroker.settings();
  private final String queue = settings.names().listenQueues().getFirst();
  private final Recorded recorded = new Recorded();
  private final List<RabbitConnection> connections = new ArrayList<>();
  private Peer peer;

  @BeforeEach
  void connect() throws Exception {
    peer = new Peer();
  }

  @AfterEach
  void disconnect() throws IOException {
    connections.forEach(RabbitConnection::close);
    peer.close();
  }

  private RabbitConnection listen(Router router) throws InterruptedException {
    return listen(settings, router);
  }

  private RabbitConnection listen(RabbitSettings chosen, Router router)
      throws InterruptedException {
    var rabbit = new Rabbit(chosen, recorded);
    rabbit.listen(router);
    RabbitConnection connection = rabbit.connection;
    connections.add(connection);
    connection.start();
    assertThat(connection.awaitConsuming(Duration.ofSeconds(Peer.PATIENCE_SECONDS))).isTrue();
    return connection;
  }

  /** A connection over a line that can be cut. */
  private RabbitConnection listen(CuttableProxy line, Router router) throws InterruptedException {
    return listen(RabbitSettings.of(line.address()).withNames(settings.names()), router);
  }

  private static String request(String uri) {
    return "{\"uri\":\"%s\",\"method\":\"GET\"}".formatted(uri);
  }

  @Test
  void answersToTheQueueThatIsAskedForWithTheCorrelationIdAndNothingElse() throws Exception {
    listen(request -> Routed.free(() -> Answer.of(Json.of("{\"b\":1, \"a\":2}"))));

    peer.ask(queue, "any id, \u00e9", request("/v1/flows"));

    Delivery reply = peer.reply();
    assertThat(Peer.text(reply))
        .isEqualTo(
            "{\"status_code\":200,\"data_type\":\"application/json\",\"data\":{\"b\":1, \"a\":2}}");
    assertThat(reply.getProperties().getCorrelationId()).isEqualTo("any id, \u00e9");
    assertThat(reply.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(reply.getProperties().getDeliveryMode()).isIn(null, 1);
    assertThat(reply.getProperties().getReplyTo()).isNull();
    assertThat(reply.getProperties().getType()).isNull();
    await().until(() -> recorded.all().contains("answered GET /test"));
  }

  @Test
  void handsOverWhatArrived() throws Exception {
    var arrived = new LinkedBlockingQueue<IncomingRequest>();
    listen(request -> {
      arrived.add(request);
      return Routed.free(() -> Answer.DONE);
    });

    peer.ask(
        queue,
        "c-1",
        "{\"URI\":\"/v1/x\",\"method\":\"PUT\",\"publisher\":\"call-manager\","
            + "\"request_id\":\"r-1\",\"data\":{\"a\":1}}");

    IncomingRequest request = arrived.poll(Peer.PATIENCE_SECONDS, SECONDS);
    assertThat(request.envelope().uri()).isEqualTo("/v1/x");
    assertThat(request.envelope().method()).isEqualTo("PUT");
    assertThat(request.envelope().publisher()).isEqualTo("call-manager");
    assertThat(request.envelope().requestId()).isEqualTo("r-1");
    assertThat(request.envelope().data()).isPresent();
    assertThat(request.correlationId()).isEqualTo("c-1");
    assertThat(request.arrival().mayBeServed()).isFalse();
    assertThat(request.wantsAnswer()).isTrue();
    assertThat(request.queue()).isEqualTo(queue);
    assertThat(request.headers()).isEmpty();
  }

  @Test
  void handsOverWhatIsBesideTheEnvelope() throws Exception {
    var arrived = new LinkedBlockingQueue<IncomingRequest>();
    listen(request -> {
      arrived.add(request);
      return Routed.free(() -> Answer.DONE);
    });
    var properties = new BasicProperties.Builder().headers(Map.of("traceparent", "00-1")).build();

    peer.channel().basicPublish("", queue, properties, Peer.utf8(request("/v1/x")));

    IncomingRequest request = arrived.poll(Peer.PATIENCE_SECONDS, SECONDS);
    assertThat(request.headers().get("traceparent")).hasToString("00-1");
  }

  @Test
  void servesCallsWhileSomethingComputesForLong() throws Exception {
    assertServesCallsBeside("{\"uri\":\"/long\",\"method\":\"GET\"}", Routed::takingLong);
  }

  @Test
  void servesCallsWhileLargeRequestsAreWorkedOn() throws Exception {
    String data = "a".repeat(RequestListener.SHORT_BYTES_MAX);
    assertServesCallsBeside(
        "{\"uri\":\"/long\",\"method\":\"GET\",\"data\":\"%s\"}".formatted(data), Routed::free);
  }

  /** Occupies each core with such a request that does not end. */
  private void assertServesCallsBeside(String longRequest, Function<Handler, RoutedRequest> task)
      throws Exception {
    var isOver = new AtomicBoolean();
    listen(request ->
        request.envelope().uri().equals("/long")
            ? task.apply(() -> computeUntil(isOver))
            : Routed.free(() -> Answer.DONE));

    for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
      peer.ask(queue, "long", longRequest);
    }
    peer.ask(queue, "call", request("/call"));

    try {
      assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("call");
    } finally {
      isOver.set(true);
    }
  }

  private static Answer computeUntil(AtomicBoolean isOver) {
    while (!isOver.get()) {
      Thread.onSpinWait();
    }
    return Answer.DONE;
  }

  @Test
  void servesTheSameLaneInOrderOfArrival() throws Exception {
    var served = new ConcurrentLinkedQueue<String>();
    listen(request ->
        Routed.inOrder(
            "one",
            () -> {
              served.add(request.envelope().uri());
              return Answer.DONE;
            }));

    List<String> uris = IntStream.range(0, 500).mapToObj(number -> "/" + number).toList();
    for (String uri : uris) {
      peer.ask(queue, uri, request(uri));
    }

    for (int answer = 0; answer < uris.size(); answer++) {
      assertThat(Peer.text(peer.reply())).isEqualTo(DONE);
    }
    assertThat(served).containsExactlyElementsOf(uris);
  }

  @Test
  void letsNobodyWaitBehindAnotherLane() throws Exception {
    var slow = new CountDownLatch(1);
    listen(request ->
        Routed.inOrder(
            request.envelope().uri(),
            () -> {
              if (request.envelope().uri().equals("/slow")) {
                awaitOr(slow);
              }
              return Answer.DONE;
            }));

    peer.ask(queue, "slow", request("/slow"));
    peer.ask(queue, "behind it", request("/slow"));
    peer.ask(queue, "quick", request("/quick"));

    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("quick");
    slow.countDown();
    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("slow");
    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("behind it");
  }

  @Test
  void answersAThousandThatComeAtOnce() throws Exception {
    listen(
        request -> Routed.free(() -> Answer.of(Json.of("\"" + request.envelope().uri() + "\""))));

    for (int number = 0; number < 1000; number++) {
      peer.ask(queue, "/" + number, request("/" + number));
    }

    var answers = new ArrayList<String>();
    for (int number = 0; number < 1000; number++) {
      Delivery reply = peer.reply();
      assertThat(Peer.text(reply)).contains("\"" + reply.getProperties().getCorrelationId() + "\"");
      answers.add(reply.getProperties().getCorrelationId());
    }
    assertThat(answers).doesNotHaveDuplicates();
  }

  @Test
  void servesWhatNobodyWaitsForAndAnswersNothing() throws Exception {
    var wanted = new LinkedBlockingQueue<Boolean>();
    listen(request -> {
      wanted.add(request.wantsAnswer());
      return Routed.free(() -> Answer.DONE);
    });

    peer.tell(queue, request("/v1/flows"));
    peer.ask(queue, "the next", request("/v1/flows"));

    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("the next");
    assertThat(wanted).containsExactly(false, true);
    awaitNothingIn(queue);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "5",
        "\"text\"",
        "{\"uri\":5,\"method\":\"GET\"}",
        "{\"uri\":\"/v1/flows\",\"method\":[]}",
        "{\"uri\":\"/v1/flows\",\"data\":{",
        "{\"uri\":\"/v1/flows\"} x",
        "{'uri':1}",
        "\u0000\u0001\uFFFF"
      })
  void refusesWhatIsNoRequest(String body) throws Exception {
    listen(request -> Routed.free(() -> Answer.DONE));

    peer.ask(queue, "bad", body);

    Delivery reply = peer.reply();
    assertThat(Peer.text(reply))
        .startsWith("{\"status_code\":400,\"data_type\":\"voipbin_error\"")
        .contains("\"reason\":\"INVALID_REQUEST\"");
    assertThat(reply.getProperties().getCorrelationId()).isEqualTo("bad");
    await().until(() -> recorded.all().contains("answered  notfound"));
    awaitNothingIn(queue);
  }

  @Test
  void dropsWhatIsNoRequestAndWantsNoAnswer() throws Exception {
    listen(request -> Routed.free(() -> Answer.DONE));

    peer.tell(queue, "hello");
    peer.ask(queue, "the next", request("/v1/flows"));

    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("the next");
    awaitNothingIn(queue);
  }

  /** Nobody waits for what is done after an answer: a refusal of it wakes no operator. */
  @Test
  void tellsARefusalAfterTheAnswerAtDebug() throws Exception {
    try (var log = new RabbitLog()) {
      listen(request ->
          Routed.free(() ->
              Answer.thenDo(() -> {
                throw new FlowException(Reason.NOT_THE_CURRENT_ACTION, "Expected one that goes on");
              })));

      peer.ask(queue, "goes on", request("/continue"));

      assertThat(Peer.text(peer.reply())).contains("\"status_code\":200");
      await().until(() -> !log.linesWith("Expected one that goes on").isEmpty());
      assertThat(log.linesWith("Expected one that goes on"))
          .containsExactly("DEBUG Refused GET /continue: Expected one that goes on");
      assertThat(log.linesWith("Could not serve")).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNestedTooDeep() throws Exception {
    listen(request -> Routed.free(() -> Answer.DONE));

    peer.ask(queue, "deep", "{\"uri\":\"/v1/x\",\"data\":" + "[".repeat(1_000_000));
    peer.ask(
        queue,
        "deep and complete",
        "{\"uri\":\"/v1/x\",\"data\":" + "{\"a\":".repeat(500_000) + "1" + "}".repeat(500_001));

    assertThat(Peer.text(peer.reply())).contains("\"status_code\":400", "INVALID_REQUEST");
    assertThat(Peer.text(peer.reply())).contains("\"status_code\":400", "INVALID_REQUEST");
  }

  @Test
  void refusesWhatIsTooLong() throws Exception {
    listen(request -> Routed.free(() -> Answer.DONE));

    peer.ask(queue, "long", " ".repeat(Message.BODY_BYTES_MAX + 1));
    peer.ask(queue, "not too long", request("/") + " ".repeat(1_000_000));

    assertThat(List.of(Peer.text(peer.reply()), Peer.text(peer.reply())))
        .anySatisfy(reply ->
            assertThat(reply).contains("\"status_code\":400", "\"reason\":\"REQUEST_TOO_LARGE\""))
        .contains(DONE);
  }

  @Test
  void refusesLargeRequestsWhileOthersHaveTheRoomAndTakesThemAfter() throws Exception {
    var goOn = new CompletableFuture<Void>();
    var begun = new CountDownLatch(1);
    var rabbit =
        new Rabbit(settings, recorded, new MessageMemoryLimiter(100_000, MemoryLimiter.none()));
    RabbitConnection connection = rabbit.connection;
    connections.add(connection);
    rabbit.listen(request ->
        Routed.free(() -> {
          begun.countDown();
          goOn.join();
          return Answer.DONE;
        }));
    connection.start();
    assertThat(connection.awaitConsuming(Duration.ofSeconds(Peer.PATIENCE_SECONDS))).isTrue();
    String large = request("/") + " ".repeat(8000);

    peer.ask(queue, "first", large);
    assertThat(begun.await(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    peer.ask(queue, "second", large);
    assertThat(Peer.text(peer.reply())).contains("\"status_code\":429", "OVERLOADED");
    peer.ask(queue, "never", request("/") + " ".repeat(13_000));
    assertThat(Peer.text(peer.reply())).contains("\"status_code\":400", "REQUEST_TOO_LARGE");
    goOn.complete(null);
    assertThat(Peer.text(peer.reply())).isEqualTo(DONE);

    // An answer is sent before its request's room is given back.
    await()
        .untilAsserted(() -> {
          peer.ask(queue, "again", large);
          assertThat(Peer.text(peer.reply())).isEqualTo(DONE);
        });
  }

  @Test
  void refusesToAnswerWithTooMuch() throws Exception {
    listen(request ->
        Routed.free(() -> Answer.of(Json.of("\"" + "x".repeat(Message.BODY_BYTES_MAX) + "\""))));

    peer.ask(queue, "much", request("/v1/flows"));

    assertThat(Peer.text(peer.reply())).contains("\"status_code\":429", "ANSWER_TOO_LARGE");
  }

  @Test
  void answersARefusalInItsOwnWords() throws Exception {
    listen(request ->
        Routed.free(() -> {
          throw new FlowException(Reason.FLOW_NOT_FOUND, "Expected flow 1, but it is gone");
        }));

    peer.ask(queue, "gone", request("/v1/flows/1"));

    assertThat(Peer.text(peer.reply()))
        .isEqualTo(
            "{\"status_code\":404,\"data_type\":\"voipbin_error\",\"data\":{"
                + "\"status\":\"NOT_FOUND\",\"reason\":\"FLOW_NOT_FOUND\","
                + "\"domain\":\"flow-manager\",\"message\":\"Expected flow 1, but it is gone\"}}");
  }

  @Test
  void answersWhatNobodyKnowsOfAsARefusalToo() throws Exception {
    listen(request -> {
      throw new FlowException(Reason.ROUTE_NOT_FOUND, "Expected another URI");
    });

    peer.ask(queue, "nowhere", request("/nowhere"));

    assertThat(Peer.text(peer.reply())).contains("\"status_code\":404", "ROUTE_NOT_FOUND");
    await().until(() -> recorded.all().contains("answered  notfound"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsItsBugsToItselfAndGoesOn(boolean whenLookedAt) throws Exception {
    listen(request -> {
      if (whenLookedAt) {
        breakAt(request);
      }
      return Routed.free(() -> {
        breakAt(request);
        return Answer.DONE;
      });
    });

    for (String uri : List.of("/state", "/stack", "/heap", "/fine")) {
      peer.ask(queue, uri, request(uri));
    }

    for (int answer = 0; answer < 4; answer++) {
      Delivery reply = peer.reply();
      if (reply.getProperties().getCorrelationId().equals("/fine")) {
        assertThat(Peer.text(reply)).isEqualTo(DONE);
      } else {
        assertThat(Peer.text(reply))
            .contains("\"status_code\":500", "\"reason\":\"INTERNAL\"")
            .doesNotContain("secret");
      }
    }
    awaitNothingIn(queue);
  }

  private static void breakAt(IncomingRequest request) {
    switch (request.envelope().uri()) {
      case "/state" -> throw new IllegalStateException("secret");
      case "/stack" -> throw new StackOverflowError("secret");
      case "/heap" -> throw new OutOfMemoryError("secret");
      default -> {}
    }
  }

  @Test
  void isGivenAgainWhatItWasCutOffFromBeforeItsAnswer() throws Exception {
    var firstTime = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    try (var line = CuttableProxy.to(TestBroker.address())) {
      listen(
          line,
          request ->
              Routed.free(() -> {
                if (!request.arrival().mayBeServed()) {
                  firstTime.countDown();
                  awaitOr(held);
                  return Answer.of(Json.of("\"first time\""));
                }
                return Answer.of(Json.of("\"second time\""));
              }));
      peer.ask(queue, "cut", request("/v1/flows"));
      assertThat(firstTime.await(Peer.PATIENCE_SECONDS, SECONDS)).isTrue();

      line.breakConnections();

      assertThat(Peer.text(peer.reply())).contains("second time");
      held.countDown();
      awaitNothingIn(queue);
      assertThat(peer.replies()).isEmpty();
    }
  }

  @Test
  void acknowledgesOnlyAfterWhatFollowsTheAnswer() throws Exception {
    var begun = new LinkedBlockingQueue<Boolean>();
    var held = new CountDownLatch(1);
    try (var line = CuttableProxy.to(TestBroker.address())) {
      listen(
          line,
          request ->
              Routed.free(() ->
                  Answer.thenDo(() -> {
                    begun.add(request.arrival().mayBeServed());
                    if (!request.arrival().mayBeServed()) {
                      awaitOr(held);
                    }
                  })));
      peer.ask(queue, "answered", request("/v1/flows"));
      assertThat(Peer.text(peer.reply())).isEqualTo(DONE);
      assertThat(begun.poll(Peer.PATIENCE_SECONDS, SECONDS)).isFalse();

      line.breakConnections();

      assertThat(begun.poll(Peer.PATIENCE_SECONDS, SECONDS)).isTrue();
      held.countDown();
      awaitNothingIn(queue);
    }
  }

  @Test
  void isTheSameRequestEachTimeItIsDeliveredAndNoOther() throws Exception {
    var arrived = new LinkedBlockingQueue<RequestId>();
    var held = new CountDownLatch(1);
    try (var line = CuttableProxy.to(TestBroker.address())) {
      listen(
          line,
          request ->
              Routed.free(() -> {
                arrived.add(request.arrival().request());
                if (!request.arrival().mayBeServed()) {
                  awaitOr(held);
                }
                return Answer.DONE;
              }));
      peer.ask(queue, "c-1", request("/v1/flows"));
      peer.ask(queue, "c-2", request("/v1/flows"));
      Set<RequestId> first = twoOf(arrived);

      line.breakConnections();

      assertThat(twoOf(arrived)).hasSize(2).isEqualTo(first);
      held.countDown();
    }
  }

  private static Set<RequestId> twoOf(BlockingQueue<RequestId> arrived)
      throws InterruptedException {
    RequestId one = taken(arrived);
    RequestId other = taken(arrived);
    return new HashSet<>(List.of(one, other));
  }

  private static RequestId taken(BlockingQueue<RequestId> arrived) throws InterruptedException {
    return requireNonNull(arrived.poll(Peer.PATIENCE_SECONDS, SECONDS), "nothing arrived");
  }

  @Test
  void isNoRequestLikeAnyOtherWithoutANameOrAReplyQueue() throws Exception {
    var arrived = new LinkedBlockingQueue<RequestId>();
    listen(request ->
        Routed.free(() -> {
          arrived.add(request.arrival().request());
          return Answer.DONE;
        }));

    peer.tell(queue, request("/v1/flows"));

    assertThat(taken(arrived)).isEqualTo(RequestId.NONE);
  }

  @Test
  void letsTheNextOfItsLaneWaitForWhatFollowsAnAnswer() throws Exception {
    var order = new ConcurrentLinkedQueue<String>();
    var held = new CountDownLatch(1);
    listen(request ->
        Routed.inOrder(
            "one",
            () -> {
              order.add("served " + request.envelope().uri());
              return Answer.thenDo(() -> {
                awaitOr(held);
                order.add("done " + request.envelope().uri());
              });
            }));

    peer.ask(queue, "1", request("/1"));
    peer.ask(queue, "2", request("/2"));

    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("1");
    held.countDown();
    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("2");
    await().until(() -> order.size() == 4);
    assertThat(order).containsExactly("served /1", "done /1", "served /2", "done /2");
  }

  @Test
  void goesOnWhenWhatFollowsAnAnswerBreaks() throws Exception {
    listen(request ->
        Routed.inOrder(
            "one",
            () ->
                Answer.thenDo(() -> {
                  throw new IllegalStateException("on purpose");
                })));

    peer.ask(queue, "1", request("/1"));
    peer.ask(queue, "2", request("/2"));

    assertThat(Peer.text(peer.reply())).isEqualTo(DONE);
    assertThat(Peer.text(peer.reply())).isEqualTo(DONE);
    awaitNothingIn(queue);
  }

  @Test
  void takesNoMoreThanItsPrefetchAtOnce() throws Exception {
    var running = new ConcurrentLinkedQueue<String>();
    var held = new CountDownLatch(1);
    listen(
        settings.withPrefetch(3),
        request ->
            Routed.free(() -> {
              running.add(request.envelope().uri());
              awaitOr(held);
              return Answer.DONE;
            }));

    for (int number = 0; number < 10; number++) {
      peer.ask(queue, "" + number, request("/" + number));
    }

    await().until(() -> running.size() == 3);
    BlockingQueue<Delivery> left = peer.consume(queue);
    for (int number = 3; number < 10; number++) {
      assertThat(Peer.text(Peer.next(left))).isEqualTo(request("/" + number));
    }
    assertThat(running).containsExactlyInAnyOrder("/0", "/1", "/2");
    held.countDown();
  }

  @Test
  void listensToSeveralQueues() throws Exception {
    String other = settings.names().listenQueues().getFirst() + ".too";
    listen(
        settings.withNames(settings.names().withListenQueues(List.of(queue, other))),
        request -> Routed.free(() -> Answer.DONE));

    peer.ask(queue, "one", request("/"));
    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("one");
    peer.ask(other, "other", request("/"));
    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("other");
  }

  @Test
  void finishesWhatItHasWhenItStopsAndLeavesTheRest() throws Exception {
    var begun = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    RabbitConnection connection =
        listen(request ->
            Routed.free(() -> {
              begun.countDown();
              awaitOr(held);
              return Answer.DONE;
            }));
    peer.ask(queue, "in work", request("/"));
    assertThat(begun.await(Peer.PATIENCE_SECONDS, SECONDS)).isTrue();

    assertThat(connection.stopConsuming(Duration.ofMillis(50))).isFalse();
    peer.ask(queue, "too late", request("/"));
    held.countDown();

    assertThat(connection.stopConsuming(Duration.ofSeconds(Peer.PATIENCE_SECONDS))).isTrue();
    assertThat(connection.isConsuming()).isFalse();
    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("in work");
    assertThat(messagesIn(queue)).isEqualTo(1);
  }

  @Test
  void givesBackWhatItCouldNotFinishBeforeItCloses() throws Exception {
    var begun = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    RabbitConnection first =
        listen(request ->
            Routed.free(() -> {
              begun.countDown();
              awaitOr(held);
              return Answer.of(Json.of("\"first\""));
            }));
    peer.ask(queue, "1", request("/"));
    assertThat(begun.await(Peer.PATIENCE_SECONDS, SECONDS)).isTrue();

    first.stopConsuming(Duration.ofMillis(50));
    first.close();
    listen(request ->
        Routed.free(() -> Answer.of(Json.of("\"" + request.arrival().mayBeServed() + "\""))));

    assertThat(Peer.text(peer.reply())).contains("\"data\":\"true\"");
    held.countDown();
  }

  @Test
  void answersNobodyWhoIsGoneAndGoesOn() throws Exception {
    listen(request -> Routed.free(() -> Answer.DONE));

    for (String nobody :
        List.of(
            "no.such.queue",
            "amq.rabbitmq.reply-to",
            "amq.rabbitmq.reply-to.x.y",
            "é".repeat(90))) {
      // a channel each: RabbitMQ closes it where it refuses the address
      peer.channel()
          .getConnection()
          .createChannel()
          .basicPublish(
              "",
              queue,
              new BasicProperties.Builder().replyTo(nobody).build(),
              Peer.utf8(request("/")));
    }
    peer.ask(queue, "somebody", request("/"));

    assertThat(peer.reply().getProperties().getCorrelationId()).isEqualTo("somebody");
    awaitNothingIn(queue);
  }

  @Test
  void answersThoseWhoUseDirectReplyTo() throws Exception {
    listen(request -> Routed.free(() -> Answer.DONE));
    String address = peer.directReplyTo();
    BlockingQueue<Delivery> direct = peer.consume(address);

    for (int number = 0; number < 3; number++) {
      var properties =
          new BasicProperties.Builder().replyTo(address).correlationId("direct " + number).build();
      peer.channel().basicPublish("", queue, properties, Peer.utf8(request("/")));

      assertThat(Peer.next(direct).getProperties().getCorrelationId())
          .isEqualTo("direct " + number);
    }
  }

  private long messagesIn(String name) throws IOException {
    return peer.channel().messageCount(name);
  }

  /** Closes the connections first: what is not acknowledged comes back then, and would be seen. */
  private void awaitNothingIn(String name) throws Exception {
    for (RabbitConnection connection : connections) {
      assertThat(connection.stopConsuming(Duration.ofSeconds(Peer.PATIENCE_SECONDS))).isTrue();
      connection.close();
    }
    await().until(() -> messagesIn(name) == 0);
  }

  private static void awaitOr(CountDownLatch latch) {
    try {
      if (!latch.await(Peer.PATIENCE_SECONDS, SECONDS)) {
        throw new IllegalStateException("Expected the test to go on, but it does not");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
