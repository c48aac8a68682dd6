package io.flowmanager.application.flow;

import io.flowmanager.application.Moments;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.DirectManager;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.Measurements.FlowOperation;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes a flow: it can still be read, but not be started any more. */
public final class DeleteFlow {
  private static final Logger log = LoggerFactory.getLogger(DeleteFlow.class);

  private final Flows flows;
  private final DirectManager directs;
  private final Moments moments;
  private final Measurements measurements;

  @Inject
  public DeleteFlow(
      Flows flows, DirectManager directs, Moments moments, Measurements measurements) {
    this.flows = flows;
    this.directs = directs;
    this.moments = moments;
    this.measurements = measurements;
  }

  /**
   * The flow, deleted now, also if it was before.
   *
   * @throws FlowException FLOW_NOT_FOUND, CONTENDED
   */
  public Flow delete(FlowId id) {
    Instant now = moments.now();
    giveUpDirect(flows.get(id));
    Flow deleted = flows.change(id, flow -> flow.deleted(now), Optional.of(EventType.FLOW_DELETED));
    measurements.flowChanged(FlowOperation.DELETE);
    return deleted;
  }

  private void giveUpDirect(Flow flow) {
    if (flow.direct().isNone()) {
      return;
    }
    try {
      directs.delete(flow.direct().id());
    } catch (FlowException failure) {
      log.warn(
          "direct {} of flow {} is left over: {}",
          flow.direct().id(),
          flow.id(),
          failure.getMessage());
    }
  }
}
