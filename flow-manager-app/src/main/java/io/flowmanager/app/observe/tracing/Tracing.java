package io.flowmanager.app.observe.tracing;

import io.flowmanager.rabbitmq.inbound.Interceptor;
import io.flowmanager.rabbitmq.outbound.Rpc;
import java.net.URI;
import java.util.Optional;

/** Follows requests through this service. Never fails, and never waits for a collector. */
public interface Tracing extends AutoCloseable {
  /** Follows nothing: everything is handed back as it came. */
  Tracing NONE =
      new Tracing() {
        @Override
        public Interceptor requests() {
          return Interceptor.NONE;
        }

        @Override
        public Rpc questions(Rpc rpc) {
          return rpc;
        }

        @Override
        public Runnable work(Runnable work) {
          return work;
        }

        @Override
        public void close() {}
      };

  /**
   * Tracing that tells the collector at this address; empty: {@link #NONE}.
   *
   * @param collector where it takes OTLP over HTTP, without the path {@code /v1/traces}
   */
  static Tracing to(Optional<URI> collector) {
    // No lambda: one that named the class would load it.
    return collector.isPresent() ? Spans.exportedTo(collector.get()) : NONE;
  }

  /** A span for each request. */
  Interceptor requests();

  /**
   * The other services, and a span for each question that is put to one while a request is served.
   */
  Rpc questions(Rpc rpc);

  /** The work, still part of what this thread serves now when another thread does it. */
  Runnable work(Runnable work);

  /** Sends what was not sent yet, for at most {@link Spans#FLUSH_MAX}. Again: harmless. */
  @Override
  void close();
}
