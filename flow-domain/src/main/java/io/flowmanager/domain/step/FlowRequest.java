package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;

/** What is asked of the stored flows. */
public sealed interface FlowRequest<R> extends Request<R> {

  /** The flow of this id. Fails with FLOW_NOT_FOUND where there is none, or none any more. */
  record GetFlow(FlowId flow) implements FlowRequest<Flow> {
    public GetFlow {
      requireNonNull(flow, "flow");
    }
  }
}
