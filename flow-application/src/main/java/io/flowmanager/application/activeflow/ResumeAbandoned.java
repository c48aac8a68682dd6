package io.flowmanager.application.activeflow;

import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.domain.error.FlowException;
import jakarta.inject.Inject;

/** Does what processes left undone that are gone. */
public final class ResumeAbandoned {
  private final ActiveflowStore store;
  private final Interpreter interpreter;
  private final MemoryLimiter memory;

  @Inject
  public ResumeAbandoned(ActiveflowStore store, Interpreter interpreter, MemoryLimiter memory) {
    this.memory = memory;
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
    store.abandoned().forEach(id -> memory.within(() -> interpreter.takeUp(id)));
  }
}
