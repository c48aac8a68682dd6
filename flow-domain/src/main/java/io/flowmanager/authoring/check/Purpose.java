package io.flowmanager.authoring.check;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Cursor;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The use that actions are checked for, as far as it is known. The less is known, the less is
 * found.
 *
 * @param flowType their flow's type; empty: none was said
 * @param reference what they are to run for
 * @param whole whether they are a flow from its start to its end; false where they come between
 *     others
 * @param elsewhere whether an action is one of others around them, to which they may lead as well
 * @param beside whether an action is one of the list that they come into
 */
public record Purpose(
    String flowType,
    Optional<ReferenceType> reference,
    boolean whole,
    Predicate<ActionId> elsewhere,
    Predicate<ActionId> beside) {
  private static final Predicate<ActionId> NOWHERE = Set.<ActionId>of()::contains;

  /** A flow of its own, for anything. */
  public static final Purpose ANY = new Purpose("", Optional.empty(), true, NOWHERE, NOWHERE);

  /** The type of flows that run for who was called, and has answered. */
  private static final String CAMPAIGN = "campaign";

  private static final Set<String> TYPES_BETWEEN = Set.of("conference", "queue");

  public Purpose {
    requireNonNull(flowType, "flowType");
    requireNonNull(reference, "reference");
    requireNonNull(elsewhere, "elsewhere");
    requireNonNull(beside, "beside");
  }

  /** A flow of this type, for anything. */
  public static Purpose ofFlow(String flowType) {
    return new Purpose(flowType, Optional.empty(), true, NOWHERE, NOWHERE);
  }

  public Purpose on(ReferenceType type) {
    return new Purpose(flowType, Optional.of(type), whole, elsewhere, beside);
  }

  /** Actions that run before whatever an activeflow does next, in a stack of their own. */
  public static Purpose onTopOf(Activeflow activeflow) {
    Cursor cursor = activeflow.cursor();
    StackId returnsTo = cursor.forward().map(Place::stack).orElse(cursor.stack());
    return between(activeflow, returnsTo, NOWHERE);
  }

  /** Actions that come below the one that an activeflow stands on, in the same stack. */
  public static Purpose below(Activeflow activeflow) {
    StackId stack = activeflow.cursor().stack();
    return between(
        activeflow,
        stack,
        id -> activeflow.stacks().stack(stack).filter(own -> own.has(id)).isPresent());
  }

  /** Actions that may lead to those in a stack, and in the ones it returns to. */
  private static Purpose between(Activeflow activeflow, StackId from, Predicate<ActionId> beside) {
    return new Purpose(
        "",
        Optional.of(activeflow.origin().reference().type()),
        false,
        id -> !id.isReserved() && activeflow.stacks().find(from, id).isPresent(),
        beside);
  }

  /** The purpose of actions that those run who are called, and have answered. */
  Purpose ofCallees() {
    return new Purpose(CAMPAIGN, Optional.of(ReferenceType.CALL), true, NOWHERE, NOWHERE);
  }

  /** True if the call may not have been taken before they begin. */
  boolean beginsWithTheCall() {
    return whole && (flowType.isEmpty() || flowType.equals(Flow.TYPE_FLOW));
  }

  /** True if the call ends with them. The flows of conferences and queues come between others. */
  boolean endsWithTheCall() {
    return whole && !TYPES_BETWEEN.contains(flowType);
  }
}
