package io.flowmanager.app.metrics;

import io.flowmanager.rabbitmq.IncomingRequest;
import io.flowmanager.rabbitmq.RequestHandler;
import java.util.concurrent.atomic.AtomicLong;

/** Shows how many requests are being served, and how many wait for an earlier one of their kind. */
public final class CountedRequests implements RequestHandler {
  private final RequestHandler handler;
  private final AtomicLong inWork;
  private final AtomicLong queued;

  public CountedRequests(RequestHandler handler, Meters meters) {
    this.handler = handler;
    this.inWork = meters.gauge("flow_manager_requests_in_work");
    this.queued = meters.gauge("flow_manager_requests_queued");
  }

  @Override
  public Task find(IncomingRequest request) {
    Task task = handler.find(request);
    queued.incrementAndGet();
    return task.around(serving -> {
      queued.decrementAndGet();
      inWork.incrementAndGet();
      try {
        return serving.get();
      } finally {
        inWork.decrementAndGet();
      }
    });
  }
}
