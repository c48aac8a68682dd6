package io.flowmanager.app.cache;

import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.FlowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.FlowId;
import java.util.Optional;

/** The copies that all processes share besides the store. */
public record SharedCopies(FlowCache flows, ActiveflowCache activeflows) {

  /** Nothing is shared: what is not in this process is read from the store. */
  public static SharedCopies none() {
    return new SharedCopies(new NoFlows(), new NoActiveflows());
  }

  private static final class NoFlows implements FlowCache {
    @Override
    public Optional<Flow> find(FlowId id) {
      return Optional.empty();
    }

    @Override
    public void keep(Flow flow) {}

    @Override
    public void drop(FlowId id) {}
  }

  private static final class NoActiveflows implements ActiveflowCache {
    @Override
    public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
      return Optional.empty();
    }

    @Override
    public void keep(Versioned<Activeflow> activeflow) {}

    @Override
    public void drop(ActiveflowId id) {}
  }
}
