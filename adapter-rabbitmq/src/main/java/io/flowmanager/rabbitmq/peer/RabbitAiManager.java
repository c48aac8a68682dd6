package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.AiManager;
import io.flowmanager.domain.step.AiRequest.Assistance;
import io.flowmanager.domain.step.AiRequest.StartAicall;
import io.flowmanager.domain.step.AiRequest.StartSummary;
import io.flowmanager.domain.step.AiRequest.StartTask;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Source: bin-ai-manager, POST /v1/services/type/…. */
@Singleton
public final class RabbitAiManager implements AiManager {
  static final String QUEUE = QueueNames.requestsOf("ai-manager");
  static final Duration AICALL_TIMEOUT = Duration.ofSeconds(30);
  static final Duration TASK_TIMEOUT = Duration.ofSeconds(3);

  /** It sums up before it answers. */
  static final Duration SUMMARY_TIMEOUT = Duration.ofSeconds(60);

  private final Rpc rpc;

  @Inject
  public RabbitAiManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public StartedService start(StartAicall request) {
    var body =
        assistedBy(request.assistance())
            .id("activeflow_id", request.activeflow().value())
            .text("reference_type", request.reference().type().wireName())
            .id("reference_id", request.reference().id().value());
    return start("aicall", body, AICALL_TIMEOUT);
  }

  @Override
  public StartedService start(StartTask request) {
    var body = assistedBy(request.assistance()).id("activeflow_id", request.activeflow().value());
    return start("task", body, TASK_TIMEOUT);
  }

  private static NewBody assistedBy(Assistance assistance) {
    return new NewBody()
        .text("assistance_type", assistance.type())
        .id("assistance_id", assistance.id().value());
  }

  @Override
  public StartedService start(StartSummary request) {
    var body =
        new NewBody()
            .id("customer_id", request.customer().value())
            .id("activeflow_id", request.activeflow().value())
            .id("on_end_flow_id", request.onEnd().value())
            .textUnlessEmpty("reference_type", request.referenceType())
            .id("reference_id", request.reference().value())
            .textUnlessEmpty("language", request.language());
    return start("summary", body, SUMMARY_TIMEOUT);
  }

  private StartedService start(String type, NewBody body, Duration timeout) {
    var post =
        PeerRequest.of(QUEUE, Method.POST, "/v1/services/type/" + type).withBody(body.json());
    return Answers.startedService(rpc.ask(post, timeout));
  }
}
