package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.ConferenceManager;
import io.flowmanager.domain.step.ConferenceRequest.StartConferencecall;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Source: bin-conference-manager, POST /v1/services/type/conferencecall. */
@Singleton
public final class RabbitConferenceManager implements ConferenceManager {
  static final String QUEUE = QueueNames.requestsOf("conference-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Rpc rpc;

  @Inject
  public RabbitConferenceManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public StartedService start(StartConferencecall request) {
    var body =
        new NewBody()
            .id("activeflow_id", request.activeflow().value())
            .id("conference_id", request.conference().value())
            .text("reference_type", "call")
            .id("reference_id", request.call().value());
    var post =
        PeerRequest.of(QUEUE, Method.POST, "/v1/services/type/conferencecall")
            .withBody(body.json());
    return Answers.startedService(rpc.ask(post, TIMEOUT));
  }
}
