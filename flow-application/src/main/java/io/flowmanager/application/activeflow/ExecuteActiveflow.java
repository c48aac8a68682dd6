package io.flowmanager.application.activeflow;

import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;

/** Runs an activeflow that nobody steps through, from its start. */
public final class ExecuteActiveflow {
  private final Activeflows activeflows;
  private final Interpreter interpreter;

  @Inject
  public ExecuteActiveflow(Activeflows activeflows, Interpreter interpreter) {
    this.activeflows = activeflows;
    this.interpreter = interpreter;
  }

  /**
   * Refuses what {@link #execute} would refuse, as things stand.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, ACTIVEFLOW_ALREADY_STOPPED,
   *     ACTIVEFLOW_ALREADY_STARTED
   */
  public void require(ActiveflowId id) {
    Engine.requireNotBegun(activeflows.get(id).value());
  }

  /**
   * Runs it until it waits, hands an action over (to nobody), or ends. May take as long as the
   * services that are asked on the way.
   *
   * @throws FlowException as {@link #require}, CONTENDED, STORE_UNAVAILABLE; else what ended it
   */
  public void execute(ActiveflowId id) {
    interpreter.execute(id);
  }
}
