package io.flowmanager.application.port;

import io.flowmanager.application.event.DomainEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tells the world what changed: its own event exchange, and the customers' webhooks. */
public interface EventPublisher {
  /**
   * Publishes in this order. The stage completes when the broker has taken responsibility for all
   * of them, and fails with SERVICE_UNAVAILABLE when that can't be known; some may have been
   * published then. Two calls from one thread keep their order too.
   */
  CompletionStage<Void> publish(List<DomainEvent> events);

  /** True if what is published now may come through, as far as is known. */
  boolean isReady();
}
