package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.MessageManager;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.MessageRequest.SendMessage;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Source: bin-message-manager, POST /v1/messages. */
@Singleton
public final class RabbitMessageManager implements MessageManager {
  static final String QUEUE = QueueNames.requestsOf("message-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** The message-manager chooses the id. */
  private static final UUID NO_ID = new UUID(0, 0);

  private final Rpc rpc;

  @Inject
  public RabbitMessageManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public Done send(SendMessage request) {
    var body =
        new NewBody()
            .id("id", NO_ID)
            .id("customer_id", request.customer().value())
            .address("source", request.source())
            .addressesOrNull("destinations", request.destinations())
            .text("text", request.text());
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/messages").withBody(body.json());
    return Answers.done(rpc.ask(post, TIMEOUT));
  }
}
