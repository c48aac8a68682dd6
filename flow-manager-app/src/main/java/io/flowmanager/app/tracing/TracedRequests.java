package io.flowmanager.app.tracing;

import io.flowmanager.app.logging.LogFields;
import io.flowmanager.rabbitmq.Answer;
import io.flowmanager.rabbitmq.IncomingRequest;
import io.flowmanager.rabbitmq.RequestHandler;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each request, as part of its caller's trace: from its arrival, so that the wait
 * for those before it is seen, to its answer.
 */
final class TracedRequests implements RequestHandler {
  private final RequestHandler handler;
  private final Tracer tracer;

  TracedRequests(RequestHandler handler, Tracer tracer) {
    this.handler = handler;
    this.tracer = tracer;
  }

  @Override
  public Task find(IncomingRequest request) {
    Task task = handler.find(request);
    Context caller =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), request.headers(), TracedRequests::header);
    Span span =
        tracer
            .spanBuilder(request.envelope().method() + " " + task.label())
            .setParent(caller)
            .setSpanKind(request.wantsAnswer() ? SpanKind.SERVER : SpanKind.CONSUMER)
            .setAttribute(SpanAttributes.SYSTEM, SpanAttributes.RABBITMQ)
            .setAttribute(SpanAttributes.DESTINATION, request.queue())
            .setAttribute(SpanAttributes.OPERATION, "process")
            .setAttribute(SpanAttributes.OPERATION_TYPE, "process")
            .setAttribute(SpanAttributes.CORRELATION, request.correlationId())
            .startSpan();
    return task.around(serving -> serve(caller.with(span), span, serving));
  }

  private static Answer serve(Context context, Span span, Supplier<Answer> serving) {
    LogFields.trace(span.getSpanContext().getTraceId());
    try {
      Answer answer = context.wrapSupplier(serving).get();
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
