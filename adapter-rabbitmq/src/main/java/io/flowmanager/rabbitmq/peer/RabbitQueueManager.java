package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.QueueManager;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Reply;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Source: bin-queue-manager, POST /v1/services/type/queuecall and /v1/queuecalls/…. */
@Singleton
public final class RabbitQueueManager implements QueueManager {
  static final String QUEUE = QueueNames.requestsOf("queue-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Rpc rpc;

  @Inject
  public RabbitQueueManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public StartedService start(StartQueuecall request) {
    var body =
        new NewBody()
            .id("queue_id", request.queue().value())
            .id("activeflow_id", request.activeflow().value())
            .text("reference_type", "call")
            .id("reference_id", request.call().value());
    var post =
        PeerRequest.of(QUEUE, Method.POST, "/v1/services/type/queuecall").withBody(body.json());
    Reply reply = rpc.ask(post, TIMEOUT);
    StartedService queuecall = Answers.startedService(reply);
    if (queuecall.id().isNone()) { // nobody could mark it as waiting, nor take it out of the line
      throw Answers.lacking("an id", reply);
    }
    return queuecall;
  }

  @Override
  public Done markWaiting(MarkQueuecallWaiting request) {
    var post =
        PeerRequest.of(
            QUEUE,
            Method.POST,
            "/v1/queuecalls/%s/status_waiting".formatted(request.queuecall()),
            "/v1/queuecalls/<queuecall-id>/status_waiting");
    return Answers.done(rpc.ask(post, TIMEOUT));
  }
}
