package io.flowmanager.application.port;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActiveflowId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Copies of activeflows in this process. */
public final class InMemoryActiveflowCache implements ActiveflowCache {
  private final Map<ActiveflowId, Versioned<Activeflow>> activeflows = new ConcurrentHashMap<>();

  @Override
  public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
    return Optional.ofNullable(activeflows.get(id));
  }

  @Override
  public void keep(Versioned<Activeflow> activeflow) {
    activeflows.merge(
        activeflow.value().id(),
        activeflow,
        (kept, other) -> other.version() > kept.version() ? other : kept);
  }

  @Override
  public void drop(ActiveflowId id) {
    activeflows.remove(id);
  }
}
