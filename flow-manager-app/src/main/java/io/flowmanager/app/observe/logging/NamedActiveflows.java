package io.flowmanager.app.observe.logging;

import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActiveflowId;
import java.util.Optional;

/** Says in the log which activeflow a line is about: every one that is worked on comes by here. */
public final class NamedActiveflows implements ActiveflowCache {
  private final ActiveflowCache copies;

  public NamedActiveflows(ActiveflowCache copies) {
    this.copies = copies;
  }

  @Override
  public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
    Optional<Versioned<Activeflow>> found = copies.find(id);
    found.ifPresent(copy -> LogFields.about(copy.value()));
    return found;
  }

  @Override
  public void keep(Versioned<Activeflow> activeflow) {
    LogFields.about(activeflow.value());
    copies.keep(activeflow);
  }

  @Override
  public void drop(ActiveflowId id) {
    copies.drop(id);
  }
}
