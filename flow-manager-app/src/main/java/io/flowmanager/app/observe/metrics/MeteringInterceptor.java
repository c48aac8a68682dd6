package io.flowmanager.app.observe.metrics;

import io.flowmanager.rabbitmq.inbound.Handler;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.Interceptor;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import java.util.concurrent.atomic.AtomicLong;

/** The number of requests being served, and of those that wait for an earlier one of their key. */
public final class MeteringInterceptor implements Interceptor {
  private final AtomicLong inWork;
  private final AtomicLong queued;

  public MeteringInterceptor(Meters meters) {
    this.inWork = meters.gauge("flow_manager_requests_in_work");
    this.queued = meters.gauge("flow_manager_requests_queued");
  }

  @Override
  public Handler around(IncomingRequest request, RoutedRequest routed, Handler next) {
    queued.incrementAndGet();
    return () -> {
      queued.decrementAndGet();
      inWork.incrementAndGet();
      try {
        return next.handle();
      } finally {
        inWork.decrementAndGet();
      }
    };
  }
}
