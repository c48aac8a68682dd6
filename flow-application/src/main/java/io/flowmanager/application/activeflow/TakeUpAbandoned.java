package io.flowmanager.application.activeflow;

import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.domain.error.FlowException;
import jakarta.inject.Inject;

/** Does what processes left undone that are gone. */
public final class TakeUpAbandoned {
  private final ActiveflowStore store;
  private final Interpreter interpreter;

  @Inject
  public TakeUpAbandoned(ActiveflowStore store, Interpreter interpreter) {
    this.store = store;
    this.interpreter = interpreter;
  }

  /**
   * A few of them, one after the other. To be called again and again; several processes may do so
   * at once, and each activeflow is taken up by one of them.
   *
   * @throws FlowException STORE_UNAVAILABLE
   */
  public void takeUp() {
    store.abandoned().forEach(interpreter::takeUp);
  }
}
