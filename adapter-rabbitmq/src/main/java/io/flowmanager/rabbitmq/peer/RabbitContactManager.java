package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.ContactManager;
import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.step.ContactRequest.AddNote;
import io.flowmanager.domain.step.ContactRequest.CreateCase;
import io.flowmanager.domain.step.Done;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Source: bin-contact-manager, POST /v1/cases. */
@Singleton
public final class RabbitContactManager implements ContactManager {
  static final String QUEUE = QueueNames.requestsOf("contact-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Rpc rpc;

  @Inject
  public RabbitContactManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public CaseId createCase(CreateCase request) {
    var body =
        new NewBody()
            .id("customer_id", request.customer().value())
            .address("self", request.self())
            .address("peer", request.peer())
            .text("reference_type", request.channel().wireName())
            .textUnlessEmpty("name", request.name())
            .textUnlessEmpty("detail", request.detail());
    if (!request.reference().isNone()) {
      body.id("reference_id", request.reference().value());
    }
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/cases").withBody(body.json());
    return Answers.idOf(rpc.ask(post, TIMEOUT), CaseId::new);
  }

  @Override
  public Done addNote(AddNote request) {
    var body =
        new NewBody()
            .id("customer_id", request.customer().value())
            .text("author_type", "system")
            .text("text", request.text());
    var post =
        PeerRequest.of(
                QUEUE,
                Method.POST,
                "/v1/cases/%s/notes".formatted(request.caseId()),
                "/v1/cases/<case-id>/notes")
            .withBody(body.json());
    rpc.ask(post, TIMEOUT);
    return Done.DONE;
  }
}
