package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.DirectManager;
import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.DirectId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Reply;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Source: bin-direct-manager, /v1/directs. */
@Singleton
public final class RabbitDirectManager implements DirectManager {
  static final String QUEUE = QueueNames.requestsOf("direct-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Rpc rpc;

  @Inject
  public RabbitDirectManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public Direct create(CustomerId customer, FlowId flow) {
    var body =
        new NewBody()
            .id("customer_id", customer.value())
            .text("resource_type", "flow")
            .id("resource_id", flow.value());
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/directs").withBody(body.json());
    return direct(rpc.ask(post, TIMEOUT));
  }

  @Override
  public void delete(DirectId direct) {
    rpc.ask(
        PeerRequest.of(QUEUE, Method.DELETE, "/v1/directs/" + direct, "/v1/directs/<direct-id>"),
        TIMEOUT);
  }

  @Override
  public Direct regenerate(DirectId direct) {
    var post =
        PeerRequest.of(
            QUEUE,
            Method.POST,
            "/v1/directs/%s/regenerate".formatted(direct),
            "/v1/directs/<direct-id>/regenerate");
    return direct(rpc.ask(post, TIMEOUT));
  }

  private static Direct direct(Reply reply) {
    return new Direct(
        Answers.idOf(reply, DirectId::new), reply.read(direct -> direct.text("hash")));
  }
}
