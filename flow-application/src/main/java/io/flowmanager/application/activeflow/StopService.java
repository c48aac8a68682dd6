package io.flowmanager.application.activeflow;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.Moments;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.StackId;
import jakarta.inject.Inject;
import java.time.Instant;

/** Takes an activeflow out of a service that it is in. */
public final class StopService {
  private final Activeflows activeflows;
  private final Moments moments;

  @Inject
  public StopService(Activeflows activeflows, Moments moments) {
    this.activeflows = activeflows;
    this.moments = moments;
  }

  /**
   * Gives up the service's actions and all that were pushed above them; the activeflow goes on
   * below the action that started the service. That happens once, however often it is delivered.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, ACTIVEFLOW_ALREADY_STOPPED, SERVICE_NOT_RUNNING
   */
  public void stop(ActiveflowId id, StackId service, Arrival arrival) {
    Instant now = moments.now();
    activeflows.changeAll(
        id,
        arrival,
        activeflow -> {
          activeflow.requireRunning();
          return activeflow.stoppingService(service).updatedAt(now);
        });
  }
}
