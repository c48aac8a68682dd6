package io.flowmanager.app.daemon;

import io.flowmanager.app.cache.SharedCopies;
import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.FlowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.Interceptors;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import io.flowmanager.rabbitmq.inbound.Router;
import java.util.Map;
import java.util.Optional;

/** Calls that nobody makes: what an ordinary day is like, for the JVM to learn it. */
final class WarmUpCalls {
  /** The JVM compiles first what was done some hundred times. */
  private static final int CALLS = 300;

  private static final Flow FLOW =
      FlowJson.read(
          Json.of(
              """
              {"id": "a0000000-0000-4000-8000-000000000000", "type": "flow", "name": "practice", "detail": "",
               "customer_id": "a0000000-0000-4000-8000-0000000000ff", "tm_create": "2026-01-01T00:00:00.000000Z", "actions": [
               {"id": "a0000000-0000-4000-8000-000000000001", "type": "answer"},
               {"id": "a0000000-0000-4000-8000-000000000002", "type": "variable_set", "option": {"key": "team", "value": "sales"}},
               {"id": "a0000000-0000-4000-8000-000000000003", "type": "talk", "option": {"text": "Hello ${team}", "language": "en-US"}},
               {"id": "a0000000-0000-4000-8000-000000000004", "type": "condition_variable",
                "option": {"condition": "==", "variable": "${team}", "value_type": "string", "value_string": "sales",
                           "false_target_id": "a0000000-0000-4000-8000-000000000006"}},
               {"id": "a0000000-0000-4000-8000-000000000005", "type": "digits_receive", "option": {"duration": 3000, "length": 1}},
               {"id": "a0000000-0000-4000-8000-000000000006", "type": "hangup"}]}\
              """));

  /** Has that flow under every id, and writes of each activeflow what the world would be told. */
  static final SharedCopies COPIES = new SharedCopies(new OneFlow(), new Told());

  private final Router router;
  private final Interceptors interceptors;

  private WarmUpCalls(Router router, Interceptors interceptors) {
    this.router = router;
    this.interceptors = interceptors;
  }

  static void play(Router router, Interceptors interceptors) {
    var calls = new WarmUpCalls(router, interceptors);
    for (int call = 0; call < CALLS; call++) {
      calls.playOne();
    }
  }

  private void playOne() {
    String activeflow =
        ask(
            "POST",
            "/v1/activeflows",
            """
            {"customer_id": "%s", "flow_id": "%s", "reference_type": "call", "reference_id": "b0000000-0000-4000-8000-000000000000",
             "variables": {"company": "ACME"}}\
            """
                .formatted(FLOW.customer(), FLOW.id()));
    String current = ActionId.START.toString();
    String finish = ActionId.FINISH.toString();
    while (!current.equals(finish)) {
      current =
          ask(
              "GET",
              "/v1/activeflows/" + activeflow + "/next",
              "{\"current_action_id\": \"" + current + "\"}");
    }
  }

  /** Gives the id in the answer. */
  private String ask(String method, String uri, String data) {
    Json envelope =
        EnvelopeJson.writeRequest(method, uri, "application/json", Optional.of(Json.of(data)));
    var request =
        new IncomingRequest(
            "practice",
            Map.of(),
            EnvelopeJson.readRequest(envelope.utf8()),
            "",
            Arrival.ONCE,
            true);
    RoutedRequest routed = router.route(request);
    Json answer =
        interceptors.around(request, routed, routed.handler()).handle().data().orElseThrow();
    return Body.of(ValueJson.read(answer)).text("id");
  }

  private static final class OneFlow implements FlowCache {
    @Override
    public Optional<Flow> find(FlowId id) {
      return Optional.of(FLOW);
    }

    @Override
    public void keep(Flow flow) {}

    @Override
    public void drop(FlowId id) {}
  }

  private static final class Told implements ActiveflowCache {
    @Override
    public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
      return Optional.empty();
    }

    @Override
    public void keep(Versioned<Activeflow> activeflow) {
      var unused = EnvelopeJson.writeEvent("activeflow_updated", activeflow.value());
      unused = EnvelopeJson.writeWebhookRequest("activeflow_updated", activeflow.value());
    }

    @Override
    public void drop(ActiveflowId id) {}
  }
}
