package io.flowmanager.application.port;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.port.Filter.FlowKey;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flows in memory. */
public final class InMemoryFlowRepository implements FlowRepository {
  private record Stored(Versioned<Flow> versioned, Optional<Instant> expires) {
    Flow flow() {
      return versioned.value();
    }

    boolean hasExpiredBy(Instant now) {
      return expires.isPresent() && !expires.get().isAfter(now);
    }
  }

  private final Map<FlowId, Stored> flows = new HashMap<>();
  private final InMemoryOutbox outbox;

  private final InstantSource clock;

  public InMemoryFlowRepository(InMemoryOutbox outbox, InstantSource clock) {
    this.clock = clock;
    this.outbox = outbox;
  }

  @Override
  public synchronized void create(
      Flow flow, Optional<Duration> lifetime, List<DomainEvent> events) {
    var stored =
        new Stored(new Versioned<>(flow, 1), lifetime.map(left -> clock.instant().plus(left)));
    if (flows.putIfAbsent(flow.id(), stored) != null) {
      throw new IllegalStateException(
          "Expected flow %s to be new, but there is one already".formatted(flow.id()));
    }
    outbox.add(flow.id().value(), 1, events);
  }

  @Override
  public synchronized Optional<Versioned<Flow>> find(FlowId id) {
    return Optional.ofNullable(flows.get(id))
        .filter(stored -> !stored.hasExpiredBy(clock.instant()))
        .map(Stored::versioned);
  }

  @Override
  public synchronized boolean replace(
      Versioned<Flow> before, Flow after, List<DomainEvent> events) {
    Stored stored = flows.get(before.value().id());
    if (stored == null || stored.versioned().version() != before.version()) {
      return false;
    }
    long version = before.version() + 1;
    flows.put(after.id(), new Stored(new Versioned<>(after, version), stored.expires()));
    outbox.add(after.id().value(), version, events);
    return true;
  }

  @Override
  public synchronized List<Flow> list(Filter<FlowKey> filter, Page page) {
    List<Flow> found =
        flows.values().stream()
            .map(Stored::flow)
            .filter(Flow::persistent)
            .filter(flow ->
                filter.wanted().entrySet().stream()
                    .allMatch(
                        entry -> Pages.matches(entry.getValue(), value(flow, entry.getKey()))))
            .toList();
    return Pages.of(found, page, flow -> flow.times().created(), flow -> flow.id().value());
  }

  private static Object value(Flow flow, FlowKey key) {
    return switch (key) {
      case ID -> flow.id().value();
      case CUSTOMER_ID -> flow.customer().value();
      case TYPE -> flow.type();
      case NAME -> flow.label().name();
      case DETAIL -> flow.label().detail();
      case DIRECT_ID -> flow.direct().id().value();
      case DIRECT_HASH -> flow.direct().hash();
      case ON_COMPLETE_FLOW_ID -> flow.onComplete().value();
      case USER_ID -> flow.legacy().userId();
      case DELETED -> flow.isDeleted();
    };
  }

  @Override
  public synchronized long count(CustomerId customer) {
    return flows.values().stream()
        .map(Stored::flow)
        .filter(flow -> flow.customer().equals(customer))
        .filter(flow -> flow.persistent() && !flow.isDeleted())
        .count();
  }

  @Override
  public synchronized int removeExpired(int most) {
    List<FlowId> expired =
        flows.values().stream()
            .filter(stored -> stored.hasExpiredBy(clock.instant()))
            .sorted(Comparator.comparing(stored -> stored.expires().orElseThrow()))
            .limit(most)
            .map(stored -> stored.flow().id())
            .toList();
    flows.keySet().removeAll(expired);
    return expired.size();
  }
}
