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
import java.util.List;
import java.util.Optional;

/** Ends an activeflow from outside. */
public final class StopActiveflow {
  private final Activeflows activeflows;
  private final Successors successors;
  private final Interpreter interpreter;
  private final Moments moments;
  private final Measurements measurements;

  @Inject
  public StopActiveflow(
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
   * The activeflow, ended. One that had ended before stays as it is.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public Activeflow stop(ActiveflowId id) {
    Instant now = moments.now();
    Ended ended =
        activeflows.decideOnAll(
            id,
            before -> {
              if (before.value().isEnded()) {
                return Decision.nothing(new Ended(before.value(), false, Optional.empty()));
              }
              Activeflow stopped = before.value().ended(now);
              var successor = successors.of(stopped);
              var change =
                  new Change(
                      before,
                      stopped,
                      List.of(DomainEvent.of(EventType.ACTIVEFLOW_UPDATED, stopped)),
                      successor);
              return Decision.keeping(change, new Ended(stopped, true, successor));
            });
    if (ended.now()) {
      measurements.activeflowEnded(
          ended.activeflow().origin().reference().type(),
          Duration.between(ended.activeflow().times().created(), now));
    }
    ended.successor().ifPresent(interpreter::runInBackground);
    return ended.activeflow();
  }

  private record Ended(Activeflow activeflow, boolean now, Optional<Birth> successor) {}
}
