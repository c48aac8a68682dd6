package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.TranscribeManager;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.TranscribeRequest.StartTranscribe;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Source: bin-transcribe-manager, POST /v1/transcribes. */
@Singleton
public final class RabbitTranscribeManager implements TranscribeManager {
  static final String QUEUE = QueueNames.requestsOf("transcribe-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Rpc rpc;

  @Inject
  public RabbitTranscribeManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public Done start(StartTranscribe request) {
    var body =
        new NewBody()
            .id("customer_id", request.customer().value())
            .id("activeflow_id", request.activeflow().value())
            .id("on_end_flow_id", request.onEnd().value())
            .text("reference_type", request.reference().type().wireName())
            .id("reference_id", request.reference().id().value())
            .textUnlessEmpty("language", request.language())
            .text("direction", request.direction())
            .textUnlessEmpty("provider", request.provider())
            .textUnlessEmpty("webhook_uri", request.webhook().uri())
            .textUnlessEmpty("webhook_method", request.webhook().method());
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/transcribes").withBody(body.json());
    return Answers.done(rpc.ask(post, TIMEOUT));
  }
}
