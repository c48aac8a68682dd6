package io.flowmanager.app.observe.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.app.observe.logging.LogFields;
import io.flowmanager.app.observe.logging.LoggingInterceptor;
import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.error.Status;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.inbound.Handler;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.Interceptor;
import io.flowmanager.rabbitmq.inbound.Interceptors;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Reply;
import io.flowmanager.rabbitmq.outbound.Rpc;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpansTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final String ACTIVEFLOW = "a0000000-0000-4000-8000-000000000001";
  private static final Map<String, Object> TRACED =
      Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-01", "tracestate", "vendor=1");

  private static final PeerRequest QUESTION =
      PeerRequest.of(
          "bin-manager.call-manager.request",
          Method.GET,
          "/v1/calls/1?secret=hush",
          "/v1/calls/<call-id>");

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final Tracing spans = new Spans(SimpleSpanProcessor.create(exported));
  private final Peers peers = new Peers();
  private final Rpc rpc = spans.questions(peers);

  @AfterEach
  void forget() {
    spans.close();
    LogFields.begin();
  }

  @Test
  void continuesTheCallersTrace() {
    serve(TRACED, () -> Answer.DONE);

    SpanData span = only();
    assertThat(span.getName()).isEqualTo("GET /activeflows/<activeflow-id>/next");
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(CALLER);
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void beginsATraceWhereTheCallerHasNone() {
    serve(Map.of(), () -> Answer.DONE);

    assertThat(only().getTraceId()).isNotEqualTo(TRACE);
    assertThat(only().getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void beginsATraceWhereTheCallersCantBeRead() {
    serve(Map.of("traceparent", List.of("00-what")), () -> Answer.DONE);

    assertThat(only().getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void recordsNothingWhereTheCallerDoesNot() {
    serve(
        Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-00"),
        () -> {
          rpc.ask(QUESTION, Duration.ZERO);
          return Answer.DONE;
        });

    assertThat(exported.getFinishedSpanItems()).isEmpty();
    assertThat(peers.asked.getFirst().headers().get("traceparent"))
        .startsWith("00-" + TRACE)
        .endsWith("-00");
  }

  @Test
  void tellsWhatIsServedAndNothingThatIsInIt() {
    serve(TRACED, () -> Answer.DONE);

    assertThat(texts(only()))
        .containsOnly(
            Map.entry("messaging.system", "rabbitmq"),
            Map.entry("messaging.destination.name", "requests"),
            Map.entry("messaging.operation.name", "process"),
            Map.entry("messaging.operation.type", "process"),
            Map.entry("messaging.message.conversation_id", "correlation"),
            Map.entry("flow_manager.request_id", "r-1"),
            Map.entry("flow_manager.activeflow_id", ACTIVEFLOW));
  }

  @Test
  void asksAsAPartOfTheRequestAndLetsTheOtherGoOn() {
    serve(
        TRACED,
        () -> {
          rpc.ask(QUESTION, Duration.ZERO);
          return Answer.DONE;
        });

    SpanData asked = exported.getFinishedSpanItems().getFirst();
    SpanData served = exported.getFinishedSpanItems().getLast();
    assertThat(asked.getName()).isEqualTo("GET /v1/calls/<call-id>");
    assertThat(asked.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(asked.getParentSpanId()).isEqualTo(served.getSpanId());
    assertThat(peers.asked.getFirst().headers())
        .containsOnly(
            Map.entry("traceparent", "00-" + TRACE + "-" + asked.getSpanId() + "-01"),
            Map.entry("tracestate", "vendor=1"));
    assertThat(texts(asked))
        .containsOnly(
            Map.entry("messaging.system", "rabbitmq"),
            Map.entry("messaging.destination.name", "bin-manager.call-manager.request"),
            Map.entry(
                "messaging.rabbitmq.destination.routing_key", "bin-manager.call-manager.request"),
            Map.entry("messaging.operation.name", "publish"),
            Map.entry("messaging.operation.type", "send"),
            Map.entry("peer.service", "call-manager"),
            Map.entry("flow_manager.request_id", "r-1"),
            Map.entry("flow_manager.activeflow_id", ACTIVEFLOW));
  }

  @Test
  void tellsAsAPartOfTheRequestUntilTheBrokerHasIt() {
    serve(
        TRACED,
        () -> {
          rpc.tell(QUESTION);
          rpc.tellDelayed(QUESTION, Duration.ofSeconds(1));
          return Answer.DONE;
        });

    assertThat(exported.getFinishedSpanItems()).hasSize(1);
    peers.taken.complete(null);
    assertThat(exported.getFinishedSpanItems())
        .extracting(SpanData::getKind)
        .containsExactly(SpanKind.SERVER, SpanKind.PRODUCER, SpanKind.PRODUCER);
    assertThat(peers.asked)
        .allSatisfy(request -> assertThat(request.headers()).containsKey("traceparent"));
  }

  @Test
  void goesOnAfterTheAnswerAndInTheBackground() {
    var background = new ArrayList<Runnable>();

    Answer answer =
        serve(
            TRACED,
            () -> {
              background.add(spans.work(() -> rpc.ask(QUESTION, Duration.ZERO)));
              return Answer.thenDo(() -> rpc.ask(QUESTION, Duration.ZERO));
            });
    answer.afterwards().orElseThrow().run();
    background.getFirst().run();

    assertThat(exported.getFinishedSpanItems())
        .hasSize(3)
        .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(TRACE));
  }

  @Test
  void tracesNothingThatNoRequestAskedFor() {
    rpc.ask(QUESTION, Duration.ZERO);
    rpc.tell(QUESTION);

    assertThat(exported.getFinishedSpanItems()).isEmpty();
    assertThat(peers.asked).allSatisfy(request -> assertThat(request.headers()).isEmpty());
  }

  @Test
  void showsTroubleByItsReasonAlone() {
    failing(new FlowException(Reason.SERVICE_UNAVAILABLE, "hush"));
    assertThat(only().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, ""));
    assertThat(texts(only())).containsEntry("error.type", "SERVICE_UNAVAILABLE");
    assertThat(only().getEvents()).isEmpty();

    exported.reset();
    failing(new IllegalStateException("hush"));
    assertThat(only().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, ""));
    assertThat(texts(only())).containsEntry("error.type", "java.lang.IllegalStateException");

    exported.reset();
    failing(FlowException.refusedBy("call-manager", Status.INTERNAL, "their words", "hush"));
    assertThat(texts(only())).containsEntry("error.type", "INTERNAL");
  }

  @Test
  void showsARefusalAsNobodysTrouble() {
    failing(new FlowException(Reason.ACTIVEFLOW_NOT_FOUND, "hush"));

    assertThat(only().getStatus()).isEqualTo(StatusData.unset());
    assertThat(texts(only())).containsEntry("flow_manager.refused_for", "ACTIVEFLOW_NOT_FOUND");
  }

  @Test
  void showsAQuestionThatWasNotAnswered() {
    peers.failure = Optional.of(new FlowException(Reason.SERVICE_UNAVAILABLE, "hush"));

    assertThatThrownBy(() ->
            serve(
                TRACED,
                () -> {
                  rpc.ask(QUESTION, Duration.ZERO);
                  return Answer.DONE;
                }))
        .isInstanceOf(FlowException.class);

    assertThat(exported.getFinishedSpanItems())
        .hasSize(2)
        .allSatisfy(
            span -> assertThat(texts(span)).containsEntry("error.type", "SERVICE_UNAVAILABLE"));
  }

  @Test
  void handsEverythingBackAsItCameWhereNothingIsTraced() {
    Tracing nothing = Tracing.to(Optional.empty());
    Runnable work = () -> {};

    assertThat(nothing).isSameAs(Tracing.NONE);
    assertThat(nothing.requests()).isSameAs(Interceptor.NONE);
    assertThat(nothing.questions(peers)).isSameAs(peers);
    assertThat(nothing.work(work)).isSameAs(work);
  }

  private void failing(RuntimeException failure) {
    assertThatThrownBy(() ->
            serve(
                TRACED,
                () -> {
                  throw failure;
                }))
        .isSameAs(failure);
  }

  private Answer serve(Map<String, Object> headers, Handler handler) {
    String envelope =
        """
        {"uri": "/v1/activeflows/%s/next?secret=hush", "method": "GET", "request_id": "r-1",
         "data": {"text": "hush"}}
        """
            .formatted(ACTIVEFLOW);
    var request =
        new IncomingRequest(
            "requests",
            headers,
            EnvelopeJson.readRequest(envelope.getBytes(StandardCharsets.UTF_8)),
            "correlation",
            Arrival.ONCE,
            true);
    var routed =
        new RoutedRequest(
            "/activeflows/<activeflow-id>/next", Optional.empty(), false, false, true, handler);
    return Interceptors.of(new LoggingInterceptor(), spans.requests())
        .around(request, routed, handler)
        .handle();
  }

  private SpanData only() {
    assertThat(exported.getFinishedSpanItems()).hasSize(1);
    return exported.getFinishedSpanItems().getFirst();
  }

  private static Map<String, String> texts(SpanData span) {
    var texts = new HashMap<String, String>();
    span.getAttributes()
        .forEach((AttributeKey<?> key, Object value) -> texts.put(key.getKey(), value.toString()));
    return texts;
  }

  /** The other services, who take what they are told once that is completed. */
  private static final class Peers implements Rpc {
    private final List<PeerRequest> asked = new ArrayList<>();
    private final CompletableFuture<Void> taken = new CompletableFuture<>();
    private Optional<FlowException> failure = Optional.empty();

    @Override
    public Reply ask(PeerRequest request, Duration timeout) {
      asked.add(request);
      if (failure.isPresent()) {
        throw failure.get();
      }
      return new Reply(request, 200, Optional.empty());
    }

    @Override
    public CompletionStage<Void> tell(PeerRequest request) {
      asked.add(request);
      return taken;
    }

    @Override
    public CompletionStage<Void> tellDelayed(PeerRequest request, Duration delay) {
      return tell(request);
    }
  }
}
