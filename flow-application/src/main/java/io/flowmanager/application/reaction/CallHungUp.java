package io.flowmanager.application.reaction;

import io.flowmanager.application.activeflow.StopActiveflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;

/**
 * A call is over, and so is what ran for it. Usually the call-manager has said so before: then
 * nothing happens.
 */
public final class CallHungUp {
  private final StopActiveflow stopActiveflow;

  @Inject
  public CallHungUp(StopActiveflow stopActiveflow) {
    this.stopActiveflow = stopActiveflow;
  }

  /**
   * Ends the call's activeflow. One that is not known is no failure.
   *
   * @throws FlowException STORE_UNAVAILABLE, CONTENDED: worth repeating
   */
  public void react(ActiveflowId activeflow) {
    if (activeflow.isNone()) {
      return;
    }
    try {
      stopActiveflow.stop(activeflow);
    } catch (FlowException failure) {
      if (!failure.isFor(Reason.ACTIVEFLOW_NOT_FOUND)) {
        throw failure;
      }
    }
  }
}
