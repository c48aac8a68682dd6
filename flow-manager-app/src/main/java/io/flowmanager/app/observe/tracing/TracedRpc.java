package io.flowmanager.app.observe.tracing;

import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Reply;
import io.flowmanager.rabbitmq.outbound.Rpc;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Makes a span of each question to another service, and lets that service go on with the trace.
 * What is asked while no request is served belongs to no trace, and begins none.
 */
final class TracedRpc implements Rpc {
  private final Rpc rpc;
  private final Tracer tracer;

  TracedRpc(Rpc rpc, Tracer tracer) {
    this.rpc = rpc;
    this.tracer = tracer;
  }

  @Override
  public Reply ask(PeerRequest request, Duration timeout) {
    if (!isServing()) {
      return rpc.ask(request, timeout);
    }
    Span span = span(request, SpanKind.CLIENT);
    try {
      return rpc.ask(continued(request, span), timeout);
    } catch (RuntimeException | Error failure) {
      SpanAttributes.failed(span, failure);
      throw failure;
    } finally {
      span.end();
    }
  }

  @Override
  public CompletionStage<Void> tell(PeerRequest request) {
    return told(request, rpc::tell);
  }

  @Override
  public CompletionStage<Void> tellDelayed(PeerRequest request, Duration delay) {
    return told(request, traced -> rpc.tellDelayed(traced, delay));
  }

  private CompletionStage<Void> told(
      PeerRequest request, Function<PeerRequest, CompletionStage<Void>> telling) {
    if (!isServing()) {
      return telling.apply(request);
    }
    Span span = span(request, SpanKind.PRODUCER);
    return telling
        .apply(continued(request, span))
        .whenComplete((taken, failure) -> {
          if (failure != null) {
            SpanAttributes.failed(span, cause(failure));
          }
          span.end();
        });
  }

  private static boolean isServing() {
    return Span.current().getSpanContext().isValid();
  }

  private Span span(PeerRequest request, SpanKind kind) {
    Span span =
        tracer
            .spanBuilder(request.method() + " " + request.resource())
            .setSpanKind(kind)
            .setAttribute(SpanAttributes.SYSTEM, SpanAttributes.RABBITMQ)
            .setAttribute(SpanAttributes.DESTINATION, request.queue())
            .setAttribute(SpanAttributes.ROUTING_KEY, request.queue())
            .setAttribute(SpanAttributes.OPERATION, "publish")
            .setAttribute(SpanAttributes.OPERATION_TYPE, "send")
            .setAttribute(SpanAttributes.PEER, request.service())
            .startSpan();
    SpanAttributes.name(span);
    return span;
  }

  private static PeerRequest continued(PeerRequest request, Span span) {
    var headers = new HashMap<>(request.headers());
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.current().with(span),
            headers,
            (to, name, value) -> {
              if (to != null) {
                to.put(name, value);
              }
            });
    return request.withHeaders(headers);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }
}
