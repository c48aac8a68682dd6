package io.flowmanager.application.port;

import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Copies of flows in this process. What was dropped stays out for good. */
public final class InMemoryFlowCache implements FlowCache {
  /** Empty for one that was dropped. */
  private final Map<FlowId, Optional<Flow>> flows = new ConcurrentHashMap<>();

  @Override
  public Optional<Flow> find(FlowId id) {
    return flows.getOrDefault(id, Optional.empty());
  }

  @Override
  public void keep(Flow flow) {
    flows.putIfAbsent(flow.id(), Optional.of(flow));
  }

  @Override
  public void drop(FlowId id) {
    flows.put(id, Optional.empty());
  }
}
