package io.flowmanager.application.activeflow;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.Moments;
import io.flowmanager.application.flow.AcceptActions;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.StackId;
import jakarta.inject.Inject;
import java.util.List;

/** Puts actions before whatever an activeflow does next. */
public final class PushActions {
  private final Activeflows activeflows;
  private final AcceptActions acceptance;
  private final Moments moments;

  @Inject
  public PushActions(Activeflows activeflows, AcceptActions acceptance, Moments moments) {
    this.activeflows = activeflows;
    this.acceptance = acceptance;
    this.moments = moments;
  }

  /**
   * The activeflow with the actions on top; it comes back when they are done. Without actions
   * nothing changes. They are pushed once, however often that is delivered.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, ACTIVEFLOW_ALREADY_STOPPED, what {@link
   *     AcceptActions#accept} throws
   */
  public Activeflow push(ActiveflowId id, List<Action> wanted, Arrival arrival) {
    Moment moment = moments.moment();
    return activeflows.changeAll(
        id,
        arrival,
        activeflow -> {
          activeflow.requireRunning();
          List<Action> actions = acceptance.accept(wanted, activeflow, moment.ids());
          return actions.isEmpty()
              ? activeflow
              : activeflow
                  .pushing(new StackId(moment.ids().get()), actions)
                  .updatedAt(moment.now());
        });
  }
}
