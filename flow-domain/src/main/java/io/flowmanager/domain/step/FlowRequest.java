package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import java.util.List;

/** A request to the stored flows. */
public sealed interface FlowRequest<R> extends Request<R> {

  /** The flow of this id. Fails with FLOW_NOT_FOUND where there is none, or none any more. */
  record GetFlow(FlowId flow) implements FlowRequest<Flow> {
    public GetFlow {
      requireNonNull(flow, "flow");
    }

    @Override
    public Flow usualAnswer(Outside outside) {
      return outside.flow(flow);
    }

    @Override
    public boolean onlyLooks() {
      return true;
    }
  }

  /**
   * Makes a temporary flow of type {@link Flow#TYPE_FLOW}, which goes after 24 hours.
   *
   * @param actions an author's: they are accepted, or the request fails as a flow's creation does
   */
  record CreateTemporaryFlow(CustomerId customer, Flow.Label label, List<Action> actions)
      implements FlowRequest<FlowId> {
    public CreateTemporaryFlow {
      requireNonNull(customer, "customer");
      requireNonNull(label, "label");
      actions = List.copyOf(actions);
    }

    @Override
    public FlowId usualAnswer(Outside outside) {
      return new FlowId(outside.newId());
    }
  }
}
