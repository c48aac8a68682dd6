package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.EmailManager;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.EmailRequest.Attachment;
import io.flowmanager.domain.step.EmailRequest.SendEmail;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Source: bin-email-manager, POST /v1/emails. */
@Singleton
public final class RabbitEmailManager implements EmailManager {
  static final String QUEUE = QueueNames.requestsOf("email-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Rpc rpc;

  @Inject
  public RabbitEmailManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public Done send(SendEmail request) {
    var body =
        new NewBody()
            .id("customer_id", request.customer().value())
            .id("activeflow_id", request.activeflow().value())
            .addressesOrNull("destinations", request.destinations())
            .text("subject", request.subject())
            .text("content", request.content())
            .objectsOrNull("attachments", request.attachments(), RabbitEmailManager::describe);
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/emails").withBody(body.json());
    return Answers.done(rpc.ask(post, TIMEOUT));
  }

  private static void describe(NewBody object, Attachment attachment) {
    object.text("reference_type", attachment.type()).id("reference_id", attachment.id().value());
  }
}
