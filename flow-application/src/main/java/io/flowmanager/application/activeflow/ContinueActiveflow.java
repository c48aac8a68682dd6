package io.flowmanager.application.activeflow;

import io.flowmanager.domain.engine.StandingOn;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;

/** Goes on from a block. */
public final class ContinueActiveflow {
  private final Activeflows activeflows;
  private final Interpreter interpreter;

  @Inject
  public ContinueActiveflow(Activeflows activeflows, Interpreter interpreter) {
    this.activeflows = activeflows;
    this.interpreter = interpreter;
  }

  /**
   * Refuses what can't be gone on with because there is none.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public void require(ActiveflowId id) {
    activeflows.get(id);
  }

  /**
   * Runs it on until it waits again, hands an action over (to nobody), or ends. May take as long as
   * the services that are asked on the way.
   *
   * @param asked the block
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, ACTIVEFLOW_ALREADY_STOPPED, NOT_BLOCKED,
   *     NOT_THE_CURRENT_ACTION, CONTENDED, STORE_UNAVAILABLE; else what ended it
   */
  public void goOn(ActiveflowId id, StandingOn asked) {
    interpreter.continueFrom(id, asked);
  }
}
