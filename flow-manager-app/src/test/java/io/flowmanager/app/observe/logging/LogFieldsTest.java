package io.flowmanager.app.observe.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.variable.OfferedVariables;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a log line says of the work it belongs to. */
class LogFieldsTest {
  private static final UUID FIRST = UUID.fromString("a0000000-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("a0000000-0000-4000-8000-000000000002");
  private static final UUID FLOW = UUID.fromString("f0000000-0000-4000-8000-000000000001");
  private static final UUID CUSTOMER = UUID.fromString("c0000000-0000-4000-8000-000000000001");
  private static final UUID CALL = UUID.fromString("ca000000-0000-4000-8000-000000000001");

  private final Map<String, String> fields = new HashMap<>();
  private final ActiveflowCache activeflows = new NamedActiveflows(new Nowhere());

  @AfterEach
  void forget() {
    MDC.clear();
  }

  @Test
  void namesTheRequestAndWhatItIsAbout() {
    serve(
        """
        {"uri": "/v1/activeflows/%s/next", "method": "GET", "publisher": "call-manager",
         "request_id": "r-1", "data": {"current_action_id": "%s", "text": "hush"}}
        """
            .formatted(FIRST, OTHER),
        () -> {});

    assertThat(fields)
        .containsOnly(
            Map.entry("request_id", "r-1"),
            Map.entry("method", "GET"),
            Map.entry("route", "/some"),
            Map.entry("publisher", "call-manager"),
            Map.entry("activeflow_id", FIRST.toString()),
            Map.entry("action_id", OTHER.toString()));
  }

  @Test
  void namesARequestByItsCorrelationWhereItHasNoOtherName() {
    serve("{\"uri\": \"/v1/flows/%s\", \"method\": \"GET\"}".formatted(FLOW), () -> {});

    assertThat(fields)
        .containsEntry("request_id", "correlation")
        .containsEntry("flow_id", FLOW.toString());
  }

  @Test
  void namesNothingThatHasNotTheFormOfAName() {
    serve(
        "{\"uri\": \"/v1/activeflows\", \"method\": \"POST\", \"data\": {\"reference_id\": \"my pin"
            + " is 1234\", \"customer_id\": {\"a\": \"hush\"}}}",
        () -> {});

    assertThat(fields).doesNotContainKeys("reference_id", "customer_id");
  }

  @Test
  void namesTheRestOnceTheActiveflowIsFound() {
    serve(
        "{\"uri\": \"/v1/activeflows/%s/stop\", \"method\": \"POST\"}".formatted(FIRST),
        () -> activeflows.keep(activeflow(FIRST)));

    assertThat(fields)
        .containsEntry("activeflow_id", FIRST.toString())
        .containsEntry("flow_id", FLOW.toString())
        .containsEntry("customer_id", CUSTOMER.toString())
        .containsEntry("reference_type", "call")
        .containsEntry("reference_id", CALL.toString())
        .containsEntry("action_id", "00000000-0000-0000-0000-000000000001");
  }

  @Test
  void staysAboutTheRequestsOwnActiveflow() {
    serve(
        "{\"uri\": \"/v1/activeflows/%s/stop\", \"method\": \"POST\"}".formatted(FIRST),
        () -> activeflows.keep(activeflow(OTHER)));

    assertThat(fields).containsEntry("activeflow_id", FIRST.toString());
  }

  @Test
  void takesTheFieldsAlongIntoTheBackgroundAndTurnsToWhatIsWorkedOnThere() {
    MDC.put("request_id", "r-1");
    MDC.put("activeflow_id", FIRST.toString());
    Runnable work = LogFields.inBackground(this::look);
    Runnable ofTheSuccessor =
        LogFields.inBackground(() -> {
          activeflows.keep(activeflow(OTHER));
          look();
        });
    MDC.clear();

    work.run();
    assertThat(fields)
        .containsEntry("request_id", "r-1")
        .containsEntry("activeflow_id", FIRST + "");

    ofTheSuccessor.run();
    assertThat(fields)
        .containsEntry("request_id", "r-1")
        .containsEntry("activeflow_id", OTHER + "");
  }

  @Test
  void namesTheEventAndEachActiveflowItComesTo() {
    var reaction =
        new NamedReactions(event -> {
          activeflows.keep(activeflow(FIRST));
          activeflows.keep(activeflow(OTHER));
          look();
          return true;
        });

    reaction.react(new Event("call_hangup", "call-manager", "", Optional.empty()));

    assertThat(fields)
        .containsEntry("publisher", "call-manager")
        .containsEntry("event_type", "call_hangup")
        .containsEntry("activeflow_id", OTHER.toString());
  }

  @Test
  void forgetsWhatTheThreadWorkedOnBefore() {
    MDC.put("activeflow_id", FIRST.toString());

    serve("{\"uri\": \"/v1/flows\", \"method\": \"GET\"}", () -> {});

    assertThat(fields).doesNotContainKey("activeflow_id");
  }

  private void serve(String envelope, Runnable work) {
    var request =
        new IncomingRequest(
            "queue",
            Map.of(),
            EnvelopeJson.readRequest(envelope.getBytes(StandardCharsets.UTF_8)),
            "correlation",
            Arrival.ONCE,
            true);
    var routed = new RoutedRequest("/some", Optional.empty(), false, false, true, () -> done(work));
    new LoggingInterceptor().around(request, routed, routed.handler()).handle();
  }

  private Answer done(Runnable work) {
    work.run();
    look();
    return Answer.DONE;
  }

  private void look() {
    fields.clear();
    fields.putAll(Optional.ofNullable(MDC.getCopyOfContextMap()).orElseGet(Map::of));
  }

  private static Versioned<Activeflow> activeflow(UUID id) {
    var origin =
        new Origin(
            new CustomerId(CUSTOMER),
            new FlowId(FLOW),
            new Reference(ReferenceType.CALL, new ReferenceId(CALL)),
            ActiveflowId.NONE,
            FlowId.NONE,
            Webhook.NONE,
            0,
            false);
    return new Versioned<>(
        Activeflow.start(
                new ActiveflowId(id),
                origin,
                List.of(),
                Optional.empty(),
                OfferedVariables.NONE,
                Instant.EPOCH)
            .activeflow(),
        1);
  }

  /** Keeps nothing. */
  private static final class Nowhere implements ActiveflowCache {
    @Override
    public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
      return Optional.empty();
    }

    @Override
    public void keep(Versioned<Activeflow> activeflow) {}

    @Override
    public void drop(ActiveflowId id) {}
  }
}
