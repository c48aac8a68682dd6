package io.flowmanager.application.event;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.variable.Variables;
import java.util.List;

/** A thing that changed, as it was right after the change: so the world is told of it. */
public sealed interface DomainEvent {

  EventType type();

  /**
   * Number of characters that it takes by itself as text, about; not what others have in common
   * with it.
   */
  long length();

  /** Number of characters that all of them take by themselves. */
  static long length(List<DomainEvent> events) {
    long length = 0;
    for (DomainEvent event : events) {
      length += event.length();
    }
    return length;
  }

  /** An event about a flow. Nobody's webhook is told. */
  record OfFlow(EventType type, Flow flow) implements DomainEvent {
    public OfFlow {
      requireNonNull(type, "type");
      requireNonNull(flow, "flow");
    }

    @Override
    public long length() {
      return flow.actions().stream().mapToLong(Action::length).sum();
    }
  }

  /**
   * An event about an activeflow. Its customer's webhook is told too, if it has a customer.
   *
   * @param activeflow without its variables, of which nobody is told
   */
  record OfActiveflow(EventType type, Activeflow activeflow) implements DomainEvent {
    public OfActiveflow {
      requireNonNull(type, "type");
      activeflow = activeflow.with(Variables.NONE);
    }

    /** The steps it has left are others' too. */
    @Override
    public long length() {
      return activeflow.cursor().action().length();
    }

    public boolean isForCustomer() {
      return !activeflow.origin().customer().isNone();
    }
  }

  static DomainEvent of(EventType type, Flow flow) {
    return new OfFlow(type, flow);
  }

  static DomainEvent of(EventType type, Activeflow activeflow) {
    return new OfActiveflow(type, activeflow);
  }
}
