package io.flowmanager.application.activeflow;

import io.flowmanager.application.activeflow.Interpreter.NextAction;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.engine.StandingOn;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;

/** Answers the question that drives every call: what is the next action? */
public final class ExecuteNextAction {
  private final Interpreter interpreter;

  @Inject
  public ExecuteNextAction(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * The next action after the one that the asking service has done with: one for it to perform,
   * {@link Action#NONE} where the activeflow waits at a block, {@link Action#FINISH} at its end.
   *
   * <p>When this returns, the step is stored. Asking again gives the same answer. May take as long
   * as the services that are asked on the way.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, ACTIVEFLOW_ALREADY_STOPPED, NOT_THE_CURRENT_ACTION,
   *     CONTENDED, REQUEST_IN_PROGRESS, STORE_UNAVAILABLE: the activeflow is as it was; else what
   *     ended it
   */
  public NextAction execute(ActiveflowId id, StandingOn asked) {
    return interpreter.next(id, asked);
  }
}
