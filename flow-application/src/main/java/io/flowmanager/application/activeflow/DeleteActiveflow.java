package io.flowmanager.application.activeflow;

import io.flowmanager.application.Moments;
import io.flowmanager.application.activeflow.Activeflows.Decision;
import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Change.Birth;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

/** Deletes an activeflow, ending it first. It can still be read. */
public final class DeleteActiveflow {
  private final Activeflows activeflows;
  private final Successors successors;
  private final Interpreter interpreter;
  private final Moments moments;
  private final Measurements measurements;

  @Inject
  public DeleteActiveflow(
      Activeflows activeflows,
      Successors successors,
      Interpreter interpreter,
      Moments moments,
      Measurements measurements) {
    this.activeflows = activeflows;
    this.successors = successors;
    this.interpreter = interpreter;
    this.moments = moments;
    this.measurements = measurements;
  }

  /**
   * The activeflow, deleted. One that had been deleted before stays as it is.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public Activeflow delete(ActiveflowId id) {
    return delete(id, successors::of);
  }

  /**
   * As {@link #delete}, but nothing follows: its customer is gone.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public Activeflow deleteForGood(ActiveflowId id) {
    return delete(id, ended -> Optional.empty());
  }

  private Activeflow delete(ActiveflowId id, Function<Activeflow, Optional<Birth>> following) {
    Instant now = moments.now();
    Deleted deleted =
        activeflows.decideOnAll(
            id,
            before -> {
              if (before.value().isDeleted()) {
                return Decision.nothing(new Deleted(before.value(), false, Optional.empty()));
              }
              var events = new ArrayList<DomainEvent>();
              Optional<Birth> successor = Optional.empty();
              Activeflow ended = before.value();
              if (!ended.isEnded()) {
                ended = ended.ended(now);
                events.add(DomainEvent.of(EventType.ACTIVEFLOW_UPDATED, ended));
                successor = following.apply(ended);
              }
              Activeflow gone = ended.deleted(now);
              events.add(DomainEvent.of(EventType.ACTIVEFLOW_DELETED, gone));
              return Decision.keeping(
                  new Change(before, gone, events, successor),
                  new Deleted(gone, !before.value().isEnded(), successor));
            });
    if (deleted.endedNow()) {
      measurements.activeflowEnded(
          deleted.activeflow().origin().reference().type(),
          Duration.between(deleted.activeflow().times().created(), now));
    }
    deleted.successor().ifPresent(interpreter::runInBackground);
    return deleted.activeflow();
  }

  private record Deleted(Activeflow activeflow, boolean endedNow, Optional<Birth> successor) {}
}
