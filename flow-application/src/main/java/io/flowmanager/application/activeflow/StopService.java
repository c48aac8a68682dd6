package io.flowmanager.application.activeflow;

import io.flowmanager.application.Moments;
import io.flowmanager.application.activeflow.ActiveflowShelf.Decision;
import io.flowmanager.application.port.Change;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.StackId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Takes an activeflow out of a service that it is in. */
public final class StopService {
  private final ActiveflowShelf shelf;
  private final Moments moments;

  @Inject
  public StopService(ActiveflowShelf shelf, Moments moments) {
    this.shelf = shelf;
    this.moments = moments;
  }

  /**
   * Gives up the service's actions and all that were pushed above them; the activeflow goes on
   * below the action that started the service.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, ACTIVEFLOW_ALREADY_STOPPED, SERVICE_NOT_RUNNING
   */
  public void stop(ActiveflowId id, StackId service) {
    Instant now = moments.now();
    shelf.decide(
        id,
        before -> {
          before.value().requireRunning();
          Activeflow stopped = before.value().stoppingService(service).updatedAt(now);
          return Decision.keeping(Change.of(before, stopped, List.of()), stopped);
        });
  }
}
