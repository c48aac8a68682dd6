package io.flowmanager.app.observe.tracing;

import io.flowmanager.app.observe.logging.LogFields;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.inbound.Handler;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.Interceptor;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A span of each request, as part of its caller's trace: from its arrival, so that the wait for
 * those before it is seen, to its answer.
 */
final class TracingInterceptor implements Interceptor {
  private final Tracer tracer;

  TracingInterceptor(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public Handler around(IncomingRequest request, RoutedRequest routed, Handler next) {
    Context caller =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), request.headers(), TracingInterceptor::header);
    Span span =
        tracer
            .spanBuilder(
                routed.isFound()
                    ? request.envelope().method() + " " + routed.label()
                    : routed.label())
            .setParent(caller)
            .setSpanKind(request.wantsAnswer() ? SpanKind.SERVER : SpanKind.CONSUMER)
            .setAttribute(SpanAttributes.SYSTEM, SpanAttributes.RABBITMQ)
            .setAttribute(SpanAttributes.DESTINATION, request.queue())
            .setAttribute(SpanAttributes.OPERATION, "process")
            .setAttribute(SpanAttributes.OPERATION_TYPE, "process")
            .setAttribute(SpanAttributes.CORRELATION, request.correlationId())
            .startSpan();
    return () -> serve(caller.with(span), span, next);
  }

  private static Answer serve(Context context, Span span, Handler next) {
    LogFields.trace(span.getSpanContext().getTraceId());
    try {
      Answer answer = context.wrapSupplier(next::handle).get();
      // What follows the answer belongs to the trace, but the caller does not wait for it.
      return new Answer(answer.data(), answer.afterwards().map(context::wrap));
    } catch (RuntimeException | Error failure) {
      SpanAttributes.failed(span, failure);
      throw failure;
    } finally {
      SpanAttributes.name(span);
      span.end();
    }
  }

  private static @Nullable String header(@Nullable Map<String, Object> headers, String name) {
    return Optional.ofNullable(headers)
        .map(all -> all.get(name))
        .map(Object::toString)
        .orElse(null);
  }
}
