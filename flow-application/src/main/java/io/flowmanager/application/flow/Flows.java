package io.flowmanager.application.flow;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.FlowCache;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.application.publication.OutboxPublisher;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The flows: the repository, and copies of it. */
public final class Flows {
  /** The time that a temporary flow is kept. */
  static final Duration TEMPORARY = Duration.ofHours(24);

  /** Number of times that a change is tried when others change the same flow. */
  static final int ATTEMPTS_MAX = 20;

  private final FlowRepository repository;
  private final FlowCache cache;
  private final OutboxPublisher publisher;

  @Inject
  public Flows(FlowRepository repository, FlowCache cache, OutboxPublisher publisher) {
    this.repository = repository;
    this.cache = cache;
    this.publisher = publisher;
  }

  /**
   * The flow, deleted or not.
   *
   * @throws FlowException FLOW_NOT_FOUND
   */
  public Flow get(FlowId id) {
    return cache.find(id).orElseGet(() -> read(id));
  }

  /**
   * A flow that can be run.
   *
   * @throws FlowException FLOW_NOT_FOUND, also for one that was deleted
   */
  public Flow getUsable(FlowId id) {
    Flow flow = get(id);
    if (flow.isDeleted()) {
      throw notFound(id);
    }
    return flow;
  }

  private Flow read(FlowId id) {
    Flow flow = fresh(id).value();
    cache.keep(flow);
    return flow;
  }

  private Versioned<Flow> fresh(FlowId id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  /** The flow as it is stored, deleted or not; empty if there is none. */
  Optional<Flow> find(FlowId id) {
    return repository.find(id).map(Versioned::value);
  }

  private static FlowException notFound(FlowId id) {
    return new FlowException(
        Reason.FLOW_NOT_FOUND, "Expected flow %s, but there is none".formatted(id));
  }

  void create(Flow flow) {
    Optional<Duration> lifetime = flow.persistent() ? Optional.empty() : Optional.of(TEMPORARY);
    var events = List.of(DomainEvent.of(EventType.FLOW_CREATED, flow));
    repository.create(flow, lifetime, events);
    publisher.publish(flow.id().value(), 1, events);
  }

  /**
   * The flow after a change, which is made again when someone was faster.
   *
   * @throws FlowException FLOW_NOT_FOUND, CONTENDED
   */
  Flow change(FlowId id, UnaryOperator<Flow> change, Optional<EventType> event) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      Versioned<Flow> before = fresh(id);
      Flow after = change.apply(before.value());
      List<DomainEvent> events =
          event.map(type -> List.of(DomainEvent.of(type, after))).orElse(List.of());
      if (repository.replace(before, after, events)) {
        cache.drop(id);
        publisher.publish(id.value(), before.version() + 1, events);
        return after;
      }
    }
    throw new FlowException(
        Reason.CONTENDED,
        "Expected to change flow %s within %d attempts, but others were faster"
            .formatted(id, ATTEMPTS_MAX));
  }
}
