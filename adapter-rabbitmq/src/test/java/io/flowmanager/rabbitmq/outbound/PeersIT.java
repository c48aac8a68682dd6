package io.flowmanager.rabbitmq.outbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.rabbitmq.client.Delivery;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.error.Status;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.QueueId;
import io.flowmanager.domain.id.QueuecallId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.step.WebhookRequest.SendWebhook;
import io.flowmanager.rabbitmq.Peer;
import io.flowmanager.rabbitmq.Rabbit;
import io.flowmanager.rabbitmq.Recorded;
import io.flowmanager.rabbitmq.TestBroker;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import io.flowmanager.rabbitmq.peer.RabbitCallManager;
import io.flowmanager.rabbitmq.peer.RabbitDirectManager;
import io.flowmanager.rabbitmq.peer.RabbitQueueManager;
import io.flowmanager.rabbitmq.peer.RabbitWebhookManager;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Some of the other services, asked over a broker. */
class PeersIT {
  private static final UUID ID = UUID.fromString("5e000000-0000-4000-8000-000000000001");
  private static final GetDigits GET_DIGITS = new GetDigits(new CallId(ID));
  private static final Duration PATIENCE = Duration.ofSeconds(Peer.PATIENCE_SECONDS);

  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
  private RabbitConnection connection;
  private Peer peer;
  private BlockingQueue<Delivery> requests;
  private Rpc rpc;

  @BeforeEach
  void connect() throws Exception {
    var rabbit = new Rabbit(TestBroker.settings(), new Recorded());
    connection = rabbit.connection;
    RabbitRpc real = rabbit.rpc(InstantSource.system());
    connection.start();
    assertThat(connection.awaitConsuming(PATIENCE)).isTrue();
    peer = new Peer();
    String queue = peer.queue();
    requests = peer.consume(queue);
    rpc = new Elsewhere(real, queue);
  }

  @AfterEach
  void disconnect() throws IOException {
    connection.close();
    peer.close();
    asking.close();
  }

  /** Asks at the test's own queue, whatever the service's is, and waits longer. */
  private record Elsewhere(Rpc real, String queue) implements Rpc {
    @Override
    public Reply ask(PeerRequest request, Duration timeout) {
      return real.ask(here(request), PATIENCE);
    }

    @Override
    public CompletionStage<Void> tell(PeerRequest request) {
      return real.tell(here(request));
    }

    @Override
    public CompletionStage<Void> tellDelayed(PeerRequest request, Duration delay) {
      return real.tellDelayed(here(request), delay);
    }

    private PeerRequest here(PeerRequest request) {
      return new PeerRequest(
          queue,
          request.method(),
          request.uri(),
          request.resource(),
          request.dataType(),
          request.body(),
          request.headers());
    }
  }

  /** Puts the question, answers it so, and gives what came of it. */
  private <T> T answered(Callable<T> question, String answer) throws Exception {
    Future<T> outcome = asking.submit(question);
    peer.answer(Peer.next(requests), answer);
    return outcome.get();
  }

  private FlowException failure(Callable<?> question, String answer) {
    return (FlowException)
        requireNonNull(
            catchThrowableOfType(ExecutionException.class, () -> answered(question, answer))
                .getCause());
  }

  @Test
  void putsACallInLine() throws Exception {
    var queues = new RabbitQueueManager(rpc);

    StartedService queuecall =
        answered(
            () ->
                queues.start(
                    new StartQueuecall(new QueueId(ID), new ActiveflowId(ID), new CallId(ID))),
            """
            {"status_code":200,"data_type":"application/json","data":{"id":"%s",
             "type":"queuecall","push_actions":[{"id":"%s","type":"talk","option":{"text":"wait"}}]}}
            """
                .formatted(ID, ID));
    Done marked =
        answered(
            () -> queues.markWaiting(new MarkQueuecallWaiting(new QueuecallId(ID))),
            "{\"status_code\":200,\"data_type\":\"application/json\"}");

    assertThat(queuecall.id()).isEqualTo(new ServiceId(ID));
    assertThat(queuecall.actions()).extracting(Action::type).containsExactly("talk");
    assertThat(marked).isEqualTo(Done.DONE);
  }

  @Test
  void sendsTheEnvelopeThatPeersKnow() throws Exception {
    var webhooks = new RabbitWebhookManager(rpc);
    var send =
        new SendWebhook(new CustomerId(ID), "https://example.com", "POST", "", "{\"a\": 0.10}");

    Future<Done> sent = asking.submit(() -> webhooks.send(send));
    Delivery request = Peer.next(requests);
    peer.answer(request, "{\"status_code\":200,\"data_type\":\"\"}");

    assertThat(sent.get()).isEqualTo(Done.DONE);
    Value envelope = ValueJson.read(request.getBody());
    assertThat(Body.of(envelope).text("publisher")).isEqualTo("flow-manager");
    assertThat(Peer.text(request)).endsWith("\"data\":{\"a\": 0.10}}}");
  }

  @Test
  void passesARefusalOnInTheServicesOwnWords() {
    var calls = new RabbitCallManager(rpc);

    FlowException refusal =
        failure(
            () -> calls.digits(GET_DIGITS),
            """
            {"status_code":404,"data_type":"voipbin_error","data":{"status":"NOT_FOUND",
             "reason":"CALL_NOT_FOUND","domain":"call-manager","message":"The call was not found."}}
            """);

    assertThat(refusal.status()).isEqualTo(Status.NOT_FOUND);
    assertThat(refusal.reason()).isEqualTo("CALL_NOT_FOUND");
    assertThat(refusal.domain()).isEqualTo("call-manager");
  }

  @Test
  void expectsWhatTheFlowNeedsInAnAnswer() {
    var directs = new RabbitDirectManager(rpc);

    FlowException failure =
        failure(
            () -> directs.create(new CustomerId(ID), new FlowId(ID)),
            "{\"status_code\":200,\"data_type\":\"application/json\",\"data\":\"str\"}");

    assertThat(failure.isFor(Reason.UNEXPECTED_ANSWER)).isTrue();
    assertThat(failure).hasMessageContaining("POST /v1/directs");
  }
}
