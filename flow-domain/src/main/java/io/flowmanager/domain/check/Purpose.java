package io.flowmanager.domain.check;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What actions are for, as far as that is known. The less is known, the less is found.
 *
 * @param flowType their flow's type; empty: none was said
 * @param reference what they are to run for
 * @param whole whether they are a flow from its start to its end; false where they come between
 *     others
 * @param elsewhere whether an action is one of others around them, to which they may lead as well
 */
public record Purpose(
    String flowType,
    Optional<ReferenceType> reference,
    boolean whole,
    Predicate<ActionId> elsewhere) {
  private static final Predicate<ActionId> NOWHERE = Set.<ActionId>of()::contains;

  /** A flow of its own, for anything. */
  public static final Purpose ANY = new Purpose("", Optional.empty(), true, NOWHERE);

  /** Actions that come between others, and may lead to any of those, for anything. */
  public static final Purpose BETWEEN =
      new Purpose("", Optional.empty(), false, id -> !id.isReserved());

  /** The type of flows that run for who was called, and has answered. */
  private static final String CAMPAIGN = "campaign";

  private static final Set<String> TYPES_BETWEEN = Set.of("conference", "queue");

  public Purpose {
    requireNonNull(flowType, "flowType");
    requireNonNull(reference, "reference");
    requireNonNull(elsewhere, "elsewhere");
  }

  /** A flow of this type, for anything. */
  public static Purpose ofFlow(String flowType) {
    return new Purpose(flowType, Optional.empty(), true, NOWHERE);
  }

  public Purpose on(ReferenceType type) {
    return new Purpose(flowType, Optional.of(type), whole, elsewhere);
  }

  /** Actions that come between others, and may lead to any of those. */
  public static Purpose between(ReferenceType reference) {
    return BETWEEN.on(reference);
  }

  /** Actions that come between those that an activeflow is in. */
  public static Purpose within(Activeflow activeflow) {
    Collection<Stack> stacks = activeflow.stacks().byId().values();
    return new Purpose(
        "",
        Optional.of(activeflow.origin().reference().type()),
        false,
        id -> stacks.stream().anyMatch(stack -> stack.has(id)));
  }

  /** What those run who are called, and have answered. */
  Purpose ofCallees() {
    return new Purpose(CAMPAIGN, Optional.of(ReferenceType.CALL), true, NOWHERE);
  }

  /** Whether the call may not have been taken before they begin. */
  boolean beginsWithTheCall() {
    return whole && (flowType.isEmpty() || flowType.equals(Flow.TYPE_FLOW));
  }

  /** Whether the call ends with them. The flows of conferences and queues come between others. */
  boolean endsWithTheCall() {
    return whole && !TYPES_BETWEEN.contains(flowType);
  }
}
