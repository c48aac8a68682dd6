package io.flowmanager.application.activeflow;

import io.flowmanager.application.Moments;
import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.flow.Flows;
import io.flowmanager.application.port.Change.Birth;
import io.flowmanager.application.port.Processes;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.variable.OfferedVariables;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The successor that begins when an activeflow ends: its on-complete flow, with all it carried. */
public final class Successors {
  private static final Logger log = LoggerFactory.getLogger(Successors.class);

  private final Flows flows;
  private final Moments moments;
  private final Processes processes;

  @Inject
  public Successors(Flows flows, Moments moments, Processes processes) {
    this.flows = flows;
    this.moments = moments;
    this.processes = processes;
  }

  /**
   * The activeflow to begin. Empty where the ended one names no flow, and where the flow is gone,
   * belongs to someone else or would make the chain too long: nothing of that undoes the end.
   *
   * @throws FlowException STORE_UNAVAILABLE
   */
  public Optional<Birth> of(Activeflow ended) {
    if (ended.origin().onComplete().isNone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(begin(ended));
    } catch (FlowException failure) {
      if (failure.isFor(Reason.STORE_UNAVAILABLE)) {
        throw failure;
      }
      log.warn(
          "nothing follows activeflow {}, although flow {} should: {}",
          ended.id(),
          ended.origin().onComplete(),
          failure.getMessage());
      return Optional.empty();
    }
  }

  private Birth begin(Activeflow ended) {
    Flow flow = flows.getUsable(ended.origin().onComplete());
    CreateActiveflow.requireOwner(flow, ended.origin().customer());
    var origin =
        new Origin(
            ended.origin().customer(),
            flow.id(),
            ended.origin().reference(),
            ended.id(),
            flow.onComplete(),
            Webhook.NONE,
            ended.origin().userId(),
            ended.origin().legacy());
    Activeflow activeflow =
        Activeflow.start(
                new ActiveflowId(moments.newId()),
                origin,
                flow.actions(),
                Optional.of(ended.inheritance()),
                OfferedVariables.NONE,
                moments.now())
            .activeflow()
            // It is for this process to begin it, or, after a crash, for whoever sees that.
            .askedFrom(ActionId.START)
            .takenUpBy(processes.self());
    return new Birth(activeflow, List.of(DomainEvent.of(EventType.ACTIVEFLOW_CREATED, activeflow)));
  }
}
