package io.flowmanager.application.variable;

import io.flowmanager.application.activeflow.ActiveflowShelf;
import io.flowmanager.application.activeflow.ActiveflowShelf.Decision;
import io.flowmanager.application.port.Change;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import java.util.List;

/** Removes a variable from an activeflow. */
public final class DeleteVariable {
  private final ActiveflowShelf shelf;

  @Inject
  public DeleteVariable(ActiveflowShelf shelf) {
    this.shelf = shelf;
  }

  /**
   * Removes it. One that is not there is no failure.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND
   */
  public void delete(ActiveflowId id, String name) {
    shelf.decide(
        id,
        before -> {
          Activeflow activeflow = before.value();
          if (!activeflow.variables().has(name)) {
            return Decision.nothing(activeflow);
          }
          Activeflow changed = activeflow.with(activeflow.variables().without(name));
          return Decision.keeping(Change.of(before, changed, List.of()), changed);
        });
  }
}
