package io.flowmanager.application.activeflow;

import io.flowmanager.application.Moments;
import io.flowmanager.application.activeflow.ActiveflowShelf.Decision;
import io.flowmanager.application.port.Change;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import java.util.List;

/** Puts actions right below the one an activeflow stands on, in the same pushed stack. */
public final class AddActions {
  private final ActiveflowShelf shelf;
  private final ActionCatalog catalog;
  private final Moments moments;

  @Inject
  public AddActions(ActiveflowShelf shelf, ActionCatalog catalog, Moments moments) {
    this.shelf = shelf;
    this.catalog = catalog;
    this.moments = moments;
  }

  /**
   * The activeflow with the actions added.
   *
   * @throws FlowException what {@link ActionCatalog#accept} throws, ACTIVEFLOW_NOT_FOUND,
   *     ACTIVEFLOW_ALREADY_STOPPED, NOT_IN_A_PUSHED_STACK
   */
  public Activeflow add(ActiveflowId id, List<Action> wanted) {
    Moment moment = moments.moment();
    List<Action> actions = catalog.accept(wanted, moment.ids());
    return shelf.decide(
        id,
        before -> {
          before.value().requireRunning();
          Activeflow added = before.value().adding(actions).updatedAt(moment.now());
          return Decision.keeping(Change.of(before, added, List.of()), added);
        });
  }
}
