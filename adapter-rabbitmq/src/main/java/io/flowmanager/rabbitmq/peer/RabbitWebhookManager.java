package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.WebhookManager;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.WebhookRequest.SendWebhook;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Source: bin-webhook-manager, POST /v1/webhook_destinations. */
@Singleton
public final class RabbitWebhookManager implements WebhookManager {
  static final String QUEUE = QueueNames.requestsOf("webhook-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Rpc rpc;

  @Inject
  public RabbitWebhookManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public Done send(SendWebhook request) {
    var body =
        new NewBody()
            .id("customer_id", request.customer().value())
            .text("uri", request.uri())
            .text("method", request.method())
            .text("data_type", request.dataType())
            .raw("data", asJson(request.data()));
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/webhook_destinations").withBody(body.json());
    rpc.ask(post, TIMEOUT);
    return Done.DONE;
  }

  /** JSON as it stands, to the last digit and blank; any other text as one JSON string. */
  private static Json asJson(String text) {
    Json json = Json.of(text);
    try {
      ValueJson.read(json);
      return json;
    } catch (FlowException none) {
      return ValueJson.write(new Text(text));
    }
  }
}
