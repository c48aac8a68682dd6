package io.flowmanager.app.observe.tracing;

import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.inbound.Interceptor;
import io.flowmanager.rabbitmq.outbound.Rpc;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Spans, sent in batches by a thread of their own. When the collector does not keep up, or is away,
 * spans are dropped, and nobody waits.
 */
final class Spans implements Tracing {
  /** The time that the end of the process may wait for the collector. */
  static final Duration FLUSH_MAX = Duration.ofSeconds(3);

  /** The time that one batch may take, with all attempts. */
  private static final Duration SEND_MAX = Duration.ofSeconds(5);

  /** Ids of others that are recorded are no longer. */
  private static final int TEXT_MAX = 200;

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * @param processor gets every span that is over
   */
  Spans(SpanProcessor processor) {
    provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(service())))
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(TEXT_MAX).build())
            .addSpanProcessor(processor)
            .build();
    tracer = provider.get("io.flowmanager");
  }

  static Spans exportedTo(URI collector) {
    String base = collector.toString();
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint((base.endsWith("/") ? base : base + "/") + "v1/traces")
            .setTimeout(SEND_MAX)
            .build();
    return new Spans(BatchSpanProcessor.builder(exporter).setExporterTimeout(SEND_MAX).build());
  }

  @Override
  public Interceptor requests() {
    return new TracingInterceptor(tracer);
  }

  @Override
  public Rpc questions(Rpc rpc) {
    return new TracedRpc(rpc, tracer);
  }

  @Override
  public Runnable work(Runnable work) {
    return Context.current().wrap(work);
  }

  @Override
  public void close() {
    provider.shutdown().join(FLUSH_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Attributes service() {
    var service = Attributes.builder().put("service.name", QueueNames.FLOW_MANAGER);
    Optional.ofNullable(Spans.class.getPackage().getImplementationVersion())
        .ifPresent(version -> service.put("service.version", version));
    return service.build();
  }
}
