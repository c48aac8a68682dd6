package io.flowmanager.application.flow;

import io.flowmanager.application.Moments;
import io.flowmanager.application.port.DirectManager;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.id.FlowId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Gives a flow a new hash by which it can be reached from outside, or its first one. */
public final class RegenerateDirectHash {
  private final Flows flows;
  private final DirectManager directs;
  private final Moments moments;

  @Inject
  public RegenerateDirectHash(Flows flows, DirectManager directs, Moments moments) {
    this.flows = flows;
    this.directs = directs;
    this.moments = moments;
  }

  /**
   * The flow with its new hash. No event tells of it.
   *
   * @throws FlowException FLOW_NOT_FOUND, what the direct-manager fails with, CONTENDED
   */
  public Flow regenerate(FlowId id) {
    Flow flow = flows.get(id);
    Direct direct =
        flow.direct().isNone()
            ? directs.create(flow.customer(), flow.id())
            : directs.regenerate(flow.direct().id());
    Instant now = moments.now();
    return flows.change(id, current -> current.with(direct, now), Optional.empty());
  }
}
