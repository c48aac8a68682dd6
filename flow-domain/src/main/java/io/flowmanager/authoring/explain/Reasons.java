package io.flowmanager.authoring.explain;

import io.flowmanager.authoring.explain.Why.Source;
import io.flowmanager.authoring.label.Ways;
import io.flowmanager.authoring.label.Wording;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.catalog.ActionType;
import io.flowmanager.domain.catalog.Branch;
import io.flowmanager.domain.catalog.ConditionCallDigits;
import io.flowmanager.domain.catalog.ConditionCallStatus;
import io.flowmanager.domain.catalog.ConditionDatetime;
import io.flowmanager.domain.catalog.ConditionVariable;
import io.flowmanager.domain.catalog.Goto;
import io.flowmanager.domain.catalog.Stop;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out why an activeflow went from one action to another. */
final class Reasons {
  private static final String FALSE_TARGET = "false_target_id";

  private final Activeflow activeflow;

  Reasons(Activeflow activeflow) {
    this.activeflow = activeflow;
  }

  /**
   * Why it went on.
   *
   * @param arrived when it came to the action it left
   */
  Why why(Executed left, Optional<Instant> arrived, Action next) {
    Action action = left.action();
    if (left.note().failure().isPresent()) {
      return new Why.Failed(left.note().failure().get());
    }
    Optional<Why> led = led(action, next);
    boolean mayBeBelow = led.isPresent() || homes(action).isEmpty();
    try {
      return own(left, arrived, next, mayBeBelow)
          .or(() -> led)
          .orElseGet(() -> strayed(action, next));
    } catch (FlowException unreadable) {
      return strayed(action, next);
    }
  }

  /**
   * Why an action that decides itself where to go on went there; empty if it did not.
   *
   * @param mayBeBelow whether the next action is the one below, as far as the lists tell
   */
  private Optional<Why> own(
      Executed left, Optional<Instant> arrived, Action next, boolean mayBeBelow) {
    Action action = left.action();
    Optional<ActionType<?>> type = ActionCatalog.standard().type(action.type());
    if (type.isEmpty()) {
      return mayBeBelow ? Optional.of(new Why.UnknownType()) : Optional.empty();
    }
    if (!type.get().medium().fits(activeflow.origin().reference().type().medium())) {
      return mayBeBelow ? Optional.of(new Why.NotFitting()) : Optional.empty();
    }
    if (action.type().equals(Stop.TYPE.name())) {
      return next.isFinish() ? Optional.of(new Why.Stopped()) : Optional.empty();
    }
    if (action.type().equals(Branch.TYPE.name())) {
      return Optional.of(branched(Branch.TYPE.read(action.options()), left, next));
    }
    if (action.type().equals(Goto.TYPE.name())) {
      return jumped(Goto.TYPE.read(action.options()), next, mayBeBelow);
    }
    return Ways.isDecision(action) ? decided(left, arrived, next, mayBeBelow) : Optional.empty();
  }

  private Why branched(Branch branch, Executed left, Action next) {
    Optional<String> found = left.note().found();
    if (found.filter(value -> branch.targetOf(value).equals(next.id())).isPresent()) {
      boolean named = branch.targets().containsKey(found.get());
      return new Why.Branched(branch.variable(), List.of(found.get()), !named, Source.NOTE);
    }
    List<String> values =
        branch.targets().entrySet().stream()
            .filter(target -> target.getValue().equals(next.id()))
            .map(target -> target.getKey())
            .sorted()
            .toList();
    boolean otherwise = branch.defaultTarget().equals(next.id());
    return values.isEmpty() && !otherwise
        ? strayed(left.action(), next)
        : new Why.Branched(branch.variable(), values, otherwise, Source.NEXT_STEP);
  }

  private static Optional<Why> jumped(Goto jump, Action next, boolean mayBeBelow) {
    if (!jump.goesThere()) {
      return mayBeBelow ? Optional.of(new Why.RoundsUsedUp()) : Optional.empty();
    }
    return jump.target().equals(next.id())
        ? Optional.of(new Why.Jumped(jump.endless() ? 0 : jump.loopCount() - 1, jump.endless()))
        : Optional.empty();
  }

  private static Optional<Why> decided(
      Executed left, Optional<Instant> arrived, Action next, boolean mayBeBelow) {
    Action action = left.action();
    boolean elsewhere = next.id().equals(action.options().id(FALSE_TARGET, ActionId::new));
    Optional<Why.Decided> again = decidedAgain(left, arrived);
    if (again.isPresent()) {
      boolean went = again.get().holds() ? mayBeBelow : elsewhere;
      return went ? Optional.of(again.get()) : Optional.empty();
    }
    return mayBeBelow == elsewhere
        ? Optional.empty() // both ways lead there, or neither does
        : Optional.of(new Why.Decided("", condition(action), !elsewhere, Source.NEXT_STEP));
  }

  /** What it comes to once more with what was noted; empty where that does not suffice. */
  private static Optional<Why.Decided> decidedAgain(Executed left, Optional<Instant> arrived) {
    Action action = left.action();
    Options options = action.options();
    Optional<String> found = left.note().found();
    return switch (action.type()) {
      case "condition_variable" ->
          Optional.of(
              new Why.Decided(
                  "",
                  condition(action),
                  ConditionVariable.TYPE.read(options).holds(),
                  Source.OPTIONS));
      case "condition_datetime" ->
          arrived.map(now ->
              noted(action, Wording.time(now), ConditionDatetime.TYPE.read(options).holdsAt(now)));
      case "condition_call_digits" ->
          found.map(digits ->
              noted(
                  action,
                  "the digits dialled are " + Wording.quoted(digits),
                  ConditionCallDigits.TYPE.read(options).holdsFor(digits)));
      case "condition_call_status" ->
          found.map(status ->
              noted(
                  action,
                  "the call is " + status,
                  ConditionCallStatus.TYPE.read(options).status().equals(status)));
      default -> Optional.empty();
    };
  }

  private static Why.Decided noted(Action action, String found, boolean holds) {
    return new Why.Decided(found, condition(action), holds, Source.NOTE);
  }

  private static String condition(Action action) {
    return Wording.label(action).detail();
  }

  /** Why it went there if the action did nothing about it; empty if that leads elsewhere. */
  private Optional<Why> led(Action action, Action next) {
    if (!action.next().isNone() && (next.isFinish() || action.next().equals(next.id()))) {
      return Optional.of(new Why.NextId());
    }
    return homes(action).stream().flatMap(home -> led(home, action, next).stream()).findFirst();
  }

  private Optional<Why> led(Stack home, Action action, Action next) {
    Optional<Place> after = activeflow.stacks().after(new Place(home.id(), action.id()));
    if (after.isEmpty()) {
      return next.isFinish() ? Optional.of(new Why.Below()) : Optional.empty();
    }
    if (!after.get().action().equals(next.id())) {
      return Optional.empty();
    }
    return Optional.of(
        after.get().stack().equals(home.id()) ? new Why.Below() : new Why.CameBack());
  }

  /** Why it went where the action does not lead. */
  private Why strayed(Action action, Action next) {
    List<Stack> homes = homes(action);
    if (next.isFinish()) {
      return new Why.NotStored();
    }
    List<Stack> others = homes(next);
    boolean pushed =
        !homes.isEmpty()
            && (others.isEmpty() || others.stream().anyMatch(other -> isOn(other, next, homes)));
    if (pushed) {
      return new Why.CameBetween();
    }
    return !homes.isEmpty()
        ? new Why.NotStored()
        : others.isEmpty() ? new Why.Over() : new Why.CameBack();
  }

  /** Whether an action is the first of a stack that was put on one of others. */
  private static boolean isOn(Stack stack, Action first, List<Stack> others) {
    return stack.actions().getFirst().id().equals(first.id())
        && stack
            .returnTo()
            .filter(
                back -> others.stream().anyMatch(other -> other.id().equals(back.place().stack())))
            .isPresent();
  }

  /** The stacks that an action is in, of those that are still there. */
  private List<Stack> homes(Action action) {
    return activeflow.stacks().byId().values().stream()
        .filter(stack -> stack.has(action.id()))
        .toList();
  }
}
