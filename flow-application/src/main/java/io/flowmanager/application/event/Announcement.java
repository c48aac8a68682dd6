package io.flowmanager.application.event;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.ActiveflowJson;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CustomerId;

/**
 * One thing that changed, as the world is told of it.
 *
 * @param customer whose webhook is told; none: nobody's
 * @param resource the whole flow or activeflow, as it was right after the change
 */
public record Announcement(EventType type, CustomerId customer, Json resource) {
  public Announcement {
    requireNonNull(type, "type");
    requireNonNull(customer, "customer");
    requireNonNull(resource, "resource");
  }

  public static Announcement of(EventType type, Flow flow) {
    return new Announcement(type, flow.customer(), FlowJson.write(flow));
  }

  public static Announcement of(EventType type, Activeflow activeflow) {
    return new Announcement(
        type, activeflow.origin().customer(), ActiveflowJson.writeForEvents(activeflow));
  }

  /** Whether the customer's webhook is told. */
  public boolean isForCustomer() {
    return type.isForCustomers() && !customer.isNone();
  }
}
