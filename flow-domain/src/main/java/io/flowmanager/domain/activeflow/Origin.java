package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import java.util.Optional;

/**
 * The origin of an activeflow: its flow, its parent, what it runs for. None of it changes; only the
 * depth is found later for some.
 *
 * @param flow whose actions it has a copy of; none: it began without actions
 * @param parent the activeflow that caused this one, and whose variables it inherited; none: none
 * @param onComplete the flow to run when this ends; none: none
 * @param userId what the first version's callers know the customer by; 0: none
 * @param legacy whether a caller of the first version created it, who expects its words in answers
 * @param depth how many activeflows came before it in its chain, 0 for the first; empty for one
 *     that was stored before this was kept, see {@link Activeflow#knowingItsDepth}
 */
public record Origin(
    CustomerId customer,
    FlowId flow,
    Reference reference,
    ActiveflowId parent,
    FlowId onComplete,
    Webhook webhook,
    long userId,
    boolean legacy,
    Optional<Integer> depth) {
  public Origin {
    requireNonNull(customer, "customer");
    requireNonNull(flow, "flow");
    requireNonNull(reference, "reference");
    requireNonNull(parent, "parent");
    requireNonNull(onComplete, "onComplete");
    requireNonNull(webhook, "webhook");
    requireNonNull(depth, "depth");
    if (depth.filter(before -> before < 0).isPresent()) {
      throw new IllegalArgumentException(
          "Expected a depth of 0 or more, but it is %d".formatted(depth.get()));
    }
  }

  /** An origin whose depth is still to be found. */
  public Origin(
      CustomerId customer,
      FlowId flow,
      Reference reference,
      ActiveflowId parent,
      FlowId onComplete,
      Webhook webhook,
      long userId,
      boolean legacy) {
    this(customer, flow, reference, parent, onComplete, webhook, userId, legacy, Optional.empty());
  }

  Origin atDepth(int before) {
    return new Origin(
        customer,
        flow,
        reference,
        parent,
        onComplete,
        webhook,
        userId,
        legacy,
        Optional.of(before));
  }

  /** An origin of its own: without a stored flow, a parent or anything to follow. */
  public static Origin of(CustomerId customer, Reference reference) {
    return new Origin(
        customer, FlowId.NONE, reference, ActiveflowId.NONE, FlowId.NONE, Webhook.NONE, 0, false);
  }
}
