package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Stack.Return;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.variable.OfferedVariables;
import io.flowmanager.domain.variable.OfferedVariables.Outcome;
import io.flowmanager.domain.variable.Variables;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A flow at work: its own copy of the actions, how far it has come, and what it carries.
 *
 * <p>It moves when it is asked to: {@link #upcoming} says where it would go, {@link #movedTo} goes
 * there, and {@link #after} does to it what performing an action says. Every change is a new value.
 */
public record Activeflow(
    ActiveflowId id,
    Origin origin,
    ActiveflowStatus status,
    Stacks stacks,
    Cursor cursor,
    Progress progress,
    Variables variables,
    Times times) {

  public Activeflow {
    requireNonNull(id, "id");
    requireNonNull(origin, "origin");
    requireNonNull(status, "status");
    requireNonNull(stacks, "stacks");
    requireNonNull(cursor, "cursor");
    requireNonNull(progress, "progress");
    requireNonNull(variables, "variables");
    requireNonNull(times, "times");
  }

  /**
   * When it was created, changed and deleted, to the microsecond. Variables do not count as a
   * change.
   */
  public record Times(Instant created, Optional<Instant> updated, Optional<Instant> deleted) {
    public Times {
      requireNonNull(created, "created");
      requireNonNull(updated, "updated");
      requireNonNull(deleted, "deleted");
    }

    Times updatedAt(Instant now) {
      return new Times(created, Optional.of(now), deleted);
    }
  }

  /** A new activeflow, and what became of the variables that were offered to it. */
  public record Started(Activeflow activeflow, Set<Outcome> outcomes) {}

  /**
   * An activeflow that stands before its first action.
   *
   * @param actions its flow's
   * @param inheritance from its parent; empty for one without a parent
   * @throws FlowException CHAIN_TOO_DEEP
   */
  public static Started start(
      ActiveflowId id,
      Origin origin,
      List<Action> actions,
      Optional<Inheritance> inheritance,
      OfferedVariables offered,
      Instant now) {
    StartingVariables starting = StartingVariables.of(id, origin, inheritance, offered);
    var activeflow =
        new Activeflow(
            id,
            origin.atDepth(starting.depth()),
            ActiveflowStatus.RUNNING,
            Stacks.of(actions),
            Cursor.START,
            Progress.NONE,
            starting.variables(),
            new Times(now, Optional.empty(), Optional.empty()));
    return new Started(activeflow, starting.outcomes());
  }

  /** The inheritance of an activeflow that this one causes. */
  public Inheritance inheritance() {
    return new Inheritance(variables, knowingItsDepth(this).origin.depth());
  }

  /**
   * This, with its depth found once and for all, if it was stored before depths were: what {@code
   * before}, which it was made from, has in its variables. What is written there later decides
   * nothing any more.
   */
  public Activeflow knowingItsDepth(Activeflow before) {
    if (origin.depth().isPresent()) {
      return this;
    }
    return StartingVariables.depthIn(before.variables())
        .map(origin::atDepth)
        .map(known -> new Activeflow(id, known, status, stacks, cursor, progress, variables, times))
        .orElse(this);
  }

  public boolean isEnded() {
    return status == ActiveflowStatus.ENDED;
  }

  public boolean isDeleted() {
    return times.deleted().isPresent();
  }

  /** True if this request changed it before, as far as it remembers. */
  public boolean hasServed(RequestId request) {
    return progress.served().has(request);
  }

  public boolean standsOn(ActionId action) {
    return cursor.action().id().equals(action);
  }

  /**
   * Refuses what only a running activeflow can do.
   *
   * @throws FlowException ACTIVEFLOW_ALREADY_STOPPED
   */
  public void requireRunning() {
    if (isEnded()) {
      throw new FlowException(
          Reason.ACTIVEFLOW_ALREADY_STOPPED,
          "Expected activeflow %s to be running, but it has ended".formatted(id));
    }
  }

  /** The place where it goes next; empty at the end of the flow. */
  public Optional<Place> upcoming() {
    Optional<Place> forward = cursor.forward();
    if (forward.isEmpty()) {
      return stacks.after(cursor.place());
    }
    return stacks.action(forward.get()).isPresent() ? forward : Optional.empty();
  }

  /**
   * This, moved on to an action. Stacks that no way leads back to are left behind for good.
   *
   * @param place where the action is; empty below the last one, where {@code action} is {@link
   *     Action#FINISH}
   * @param action the action there, its placeholders filled in
   */
  public Activeflow movedTo(Optional<Place> place, Action action, Instant now) {
    StackId stack = place.map(Place::stack).orElseGet(this::end);
    return new Activeflow(
        id,
        origin,
        status,
        stacks.keeping(stack, Optional.empty()),
        Cursor.at(stack, action),
        progress.leaving(cursor, now),
        variables,
        times.updatedAt(now));
  }

  /** The stack it is in at its end; see {@link Stacks#endAfter}. */
  private StackId end() {
    return cursor.forward().map(Place::stack).orElseGet(() -> stacks.endAfter(cursor.place()));
  }

  /**
   * This after a move.
   *
   * @throws FlowException TARGET_NOT_FOUND for a jump, STACK_ALREADY_EXISTS or TOO_MANY_STACKS for
   *     a push
   */
  public Activeflow after(Move move) {
    return switch (move) {
      case Move.Jump jump -> forwardedTo(jump.target());
      case Move.Push push -> pushing(push.stack(), push.actions());
      case Move.Rewrite rewrite ->
          stacks
              .stack(cursor.stack())
              .filter(stack -> stack.has(rewrite.action()))
              .map(stack -> with(stacks.with(stack.with(rewrite.action(), rewrite.options()))))
              .orElseThrow(() -> notVisible(rewrite.action()));
    };
  }

  /**
   * This, to go on at an action of the current stack or of one it returns to. The last such wish
   * counts.
   *
   * @throws FlowException TARGET_NOT_FOUND
   */
  public Activeflow forwardedTo(ActionId target) {
    Place place = stacks.find(here(), target).orElseThrow(() -> notVisible(target));
    return with(cursor.forwardedTo(place));
  }

  /** The stack it is in. Once its service is stopped, that is the one where it goes on. */
  private StackId here() {
    return cursor
        .forward()
        .map(Place::stack)
        .filter(forward -> stacks.stack(cursor.stack()).isEmpty())
        .orElse(cursor.stack());
  }

  private FlowException notVisible(ActionId target) {
    return new FlowException(
        Reason.TARGET_NOT_FOUND,
        "Expected action %s in a stack that activeflow %s is in, but there is none"
            .formatted(target, id));
  }

  /**
   * This with actions on top that run next. Without actions nothing changes. What was to come next
   * comes after them: the action below, or wherever a pending push or forward leads.
   *
   * @throws FlowException STACK_ALREADY_EXISTS, TOO_MANY_STACKS
   */
  public Activeflow pushing(StackId stack, List<Action> actions) {
    if (actions.isEmpty()) {
      return this;
    }
    Return returnTo =
        cursor.forward().map(Return::at).orElseGet(() -> Return.after(cursor.place()));
    return with(stacks.pushing(stack, actions, returnTo))
        .with(cursor.forwardedTo(new Place(stack, actions.getFirst().id())));
  }

  /**
   * This with actions right below the current one, which has to be in a pushed stack.
   *
   * @throws FlowException NOT_IN_A_PUSHED_STACK
   */
  public Activeflow adding(List<Action> actions) {
    return stacks
        .stack(cursor.stack())
        .filter(stack -> !stack.id().isMain() && stack.has(cursor.action().id()))
        .map(stack -> with(stacks.with(stack.adding(cursor.action().id(), actions))))
        .orElseThrow(() ->
            new FlowException(
                Reason.NOT_IN_A_PUSHED_STACK,
                "Expected activeflow %s to be in a pushed stack, but it is at action %s of stack %s"
                    .formatted(id, cursor.action().id(), cursor.stack())));
  }

  /**
   * This without a service's stack and all above it, to go on below the action that started the
   * service.
   *
   * @throws FlowException SERVICE_NOT_RUNNING
   */
  public Activeflow stoppingService(StackId service) {
    Set<StackId> unwound = new HashSet<>(from(cursor.stack(), service));
    cursor.forward().ifPresent(place -> unwound.addAll(from(place.stack(), service)));
    if (service.isMain() || unwound.isEmpty()) {
      throw new FlowException(
          Reason.SERVICE_NOT_RUNNING,
          "Expected service %s to run in activeflow %s, but it does not".formatted(service, id));
    }
    return with(stacks.without(unwound)).with(cursorWithout(service, unwound));
  }

  private Cursor cursorWithout(StackId service, Set<StackId> unwound) {
    if (cursor.forward().filter(place -> !unwound.contains(place.stack())).isPresent()) {
      return cursor;
    }
    if (stacks.returnsTo(service, Return.after(cursor.place()))) {
      // It was still to begin. A forward to what is below anyway would leave this stack too soon.
      return cursor.notForwarded();
    }
    var end = new Place(StackId.MAIN, ActionId.FINISH);
    return cursor.forwardedTo(stacks.comingBackFrom(service).orElse(end));
  }

  /** The stacks from this one down to the service's; empty if the service is not on the way. */
  private List<StackId> from(StackId top, StackId service) {
    List<StackId> way = stacks.wayBack(top);
    return way.subList(0, way.indexOf(service) + 1);
  }

  /** This, with what the action it stands on decided by. */
  public Activeflow finding(String value) {
    return with(cursor.with(cursor.note().finding(value)));
  }

  /** This, with the reason that the action it stands on failed for. */
  public Activeflow failing(String reason) {
    return with(cursor.with(cursor.note().failing(reason)));
  }

  /** This, asked for the next action by one who is at {@code from}; the answer is still to come. */
  public Activeflow askedFrom(ActionId from) {
    return with(progress.askedFrom(from));
  }

  /** This, with someone at the last request who asks others for it. */
  public Activeflow takenUpBy(ProcessId process) {
    return with(progress.takenUpBy(process));
  }

  /** This, with the last request answered. */
  public Activeflow answered() {
    return with(progress.done());
  }

  /** This, changed by a request, which is recognised if it is delivered again. */
  public Activeflow serving(RequestId request) {
    return with(progress.serving(request));
  }

  public Activeflow with(Variables otherVariables) {
    return new Activeflow(id, origin, status, stacks, cursor, progress, otherVariables, times);
  }

  /** This, at its end. Where it stands stays, for who wants to know; nobody is at it any more. */
  public Activeflow ended(Instant now) {
    return new Activeflow(
        id,
        origin,
        ActiveflowStatus.ENDED,
        stacks,
        cursor,
        progress.done(),
        variables,
        times.updatedAt(now));
  }

  public Activeflow deleted(Instant now) {
    return new Activeflow(
        id,
        origin,
        status,
        stacks,
        cursor,
        progress,
        variables,
        new Times(times.created(), Optional.of(now), Optional.of(now)));
  }

  /** This, changed now by a request that is no transition. */
  public Activeflow updatedAt(Instant now) {
    return new Activeflow(
        id, origin, status, stacks, cursor, progress, variables, times.updatedAt(now));
  }

  private Activeflow with(Stacks otherStacks) {
    return new Activeflow(id, origin, status, otherStacks, cursor, progress, variables, times);
  }

  private Activeflow with(Cursor otherCursor) {
    return new Activeflow(id, origin, status, stacks, otherCursor, progress, variables, times);
  }

  private Activeflow with(Progress otherProgress) {
    return new Activeflow(id, origin, status, stacks, cursor, otherProgress, variables, times);
  }
}
