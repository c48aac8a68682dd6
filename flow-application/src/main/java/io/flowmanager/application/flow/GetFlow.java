package io.flowmanager.application.flow;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.FlowId;
import jakarta.inject.Inject;

/** Finds a flow. */
public final class GetFlow {
  private final Flows flows;

  @Inject
  public GetFlow(Flows flows) {
    this.flows = flows;
  }

  /**
   * The flow, deleted or not.
   *
   * @throws FlowException FLOW_NOT_FOUND
   */
  public Flow get(FlowId id) {
    return flows.get(id);
  }

  /**
   * An action of a flow.
   *
   * @throws FlowException ACTION_NOT_FOUND
   */
  public static Action action(Flow flow, ActionId action) {
    return flow.action(action)
        .orElseThrow(() ->
            new FlowException(
                Reason.ACTION_NOT_FOUND,
                "Expected action %s in flow %s, but there is none".formatted(action, flow.id())));
  }
}
