package io.flowmanager.application.port;

import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import java.util.Optional;

/**
 * Copies of flows that all processes share. Nothing in it is needed: where it can't be reached, it
 * is empty. Every method may be called from any thread, never fails, and waits for a few
 * milliseconds at most.
 */
public interface FlowCache {
  Optional<Flow> find(FlowId id);

  /** Keeps a copy, unless it has one. May do so later, or not at all. */
  void keep(Flow flow);

  /**
   * Makes sure that the copy is not served any more; goes on trying where the cache can't be
   * reached. What is kept within the next seconds is not served either: it may have been read
   * before.
   */
  void drop(FlowId id);
}
