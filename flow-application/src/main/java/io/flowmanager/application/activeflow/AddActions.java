package io.flowmanager.application.activeflow;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.Moments;
import io.flowmanager.application.flow.AcceptActions;
import io.flowmanager.authoring.check.Purpose;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import java.util.List;

/** Puts actions right below the one an activeflow stands on, in the same pushed stack. */
public final class AddActions {
  private final Activeflows activeflows;
  private final AcceptActions acceptance;
  private final Moments moments;

  @Inject
  public AddActions(Activeflows activeflows, AcceptActions acceptance, Moments moments) {
    this.activeflows = activeflows;
    this.acceptance = acceptance;
    this.moments = moments;
  }

  /**
   * The activeflow with the actions added, once, however often that is delivered.
   *
   * @throws FlowException ACTIVEFLOW_NOT_FOUND, ACTIVEFLOW_ALREADY_STOPPED, what {@link
   *     AcceptActions#accept} throws, NOT_IN_A_PUSHED_STACK
   */
  public Activeflow add(ActiveflowId id, List<Action> wanted, Arrival arrival) {
    Moment moment = moments.moment();
    return activeflows.changeAll(
        id,
        arrival,
        activeflow -> {
          activeflow.requireRunning();
          List<Action> actions = acceptance.accept(wanted, Purpose.below(activeflow), moment.ids());
          return activeflow.adding(actions).updatedAt(moment.now());
        });
  }
}
