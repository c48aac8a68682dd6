package io.flowmanager.application.port;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActiveflowId;
import java.util.Optional;

/**
 * Copies of activeflows. A copy may be old: what is decided on it counts only if the store takes
 * it. Every method may be called from any thread and never fails; where the cache can't be reached,
 * it is empty.
 */
public interface ActiveflowCache {
  Optional<Versioned<Activeflow>> find(ActiveflowId id);

  /** Keeps a copy, unless it has a newer one. May do so later. */
  void keep(Versioned<Activeflow> activeflow);

  void drop(ActiveflowId id);
}
