package io.flowmanager.application.event;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.ActiveflowJson;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.flow.Flow;

/** One thing that changed, as the world is told of it. */
public sealed interface Announcement {

  EventType type();

  /** The whole flow or activeflow, as it was right after the change. Written anew by each call. */
  Json resource();

  /** What became of a flow. Nobody's webhook is told. */
  record OfFlow(EventType type, Flow flow) implements Announcement {
    public OfFlow {
      requireNonNull(type, "type");
      requireNonNull(flow, "flow");
    }

    @Override
    public Json resource() {
      return FlowJson.write(flow);
    }
  }

  /** What became of an activeflow. Its customer's webhook is told too, if it has a customer. */
  record OfActiveflow(EventType type, Activeflow activeflow) implements Announcement {
    public OfActiveflow {
      requireNonNull(type, "type");
      requireNonNull(activeflow, "activeflow");
    }

    @Override
    public Json resource() {
      return ActiveflowJson.writeForEvents(activeflow);
    }

    public boolean isForCustomer() {
      return !activeflow.origin().customer().isNone();
    }
  }

  static Announcement of(EventType type, Flow flow) {
    return new OfFlow(type, flow);
  }

  static Announcement of(EventType type, Activeflow activeflow) {
    return new OfActiveflow(type, activeflow);
  }
}
