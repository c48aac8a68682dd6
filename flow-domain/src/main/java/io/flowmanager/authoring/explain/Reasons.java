package io.flowmanager.authoring.explain;

import io.flowmanager.authoring.explain.Why.Source;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Evidence;
import io.flowmanager.domain.type.Exit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The search for why an activeflow went from one action to another. */
final class Reasons {
  private final ActionCatalog catalog;
  private final Activeflow activeflow;

  Reasons(ActionCatalog catalog, Activeflow activeflow) {
    this.catalog = catalog;
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
    return own(left, arrived, next, mayBeBelow)
        .or(() -> led.filter(why -> mayLeadBelow(action)))
        .orElseGet(() -> strayed(action, next));
  }

  /** True unless the action's type says that what is below never comes after it. */
  private boolean mayLeadBelow(Action action) {
    return catalog
        .type(action.type())
        .map(type ->
            type.outline().exits(action.options()).stream()
                .anyMatch(exit -> exit.target() == Exit.Place.BELOW))
        .orElse(true);
  }

  /**
   * Why an action that decides itself where to go on went there; empty if it did not.
   *
   * @param mayBeBelow whether the next action is the one below, as far as the lists tell
   */
  private Optional<Why> own(
      Executed left, Optional<Instant> arrived, Action next, boolean mayBeBelow) {
    Action action = left.action();
    Optional<ActionType<?>> type = catalog.type(action.type());
    if (type.isEmpty()) {
      return mayBeBelow ? Optional.of(new Why.UnknownType()) : Optional.empty();
    }
    if (!type.get().medium().fits(activeflow.origin().reference().type().medium())) {
      return mayBeBelow ? Optional.of(new Why.NotFitting()) : Optional.empty();
    }
    return decided(type.get(), left, arrived, next, mayBeBelow);
  }

  private Optional<Why> decided(
      ActionType<?> type,
      Executed left,
      Optional<Instant> arrived,
      Action next,
      boolean mayBeBelow) {
    Options options = left.action().options();
    List<Exit> exits = type.outline().exits(options);
    if (exits.stream().allMatch(exit -> exit.cause() == Exit.Cause.DONE)) {
      return Optional.empty();
    }
    Optional<Decision> decision =
        type.outline().decision(options, new Evidence(left.note().found(), arrived));
    if (decision.isPresent()) {
      return decision.filter(one -> leads(one.exit(), next, mayBeBelow)).map(Reasons::why);
    }
    List<Exit> taken = exits.stream().filter(exit -> leads(exit, next, mayBeBelow)).toList();
    boolean tells = taken.stream().map(Exit::cause).distinct().count() == 1;
    return tells ? Optional.of(concluded(type, options, taken)) : Optional.empty();
  }

  private static Why why(Decision decision) {
    return new Why.Led(
        decision.exit().cause(), decision.words(), decision.noted() ? Source.NOTE : Source.OPTIONS);
  }

  /** By where it led: what decided is not known, but what came of it is. */
  private static Why concluded(ActionType<?> type, Options options, List<Exit> taken) {
    List<String> names = taken.stream().map(Exit::name).filter(name -> !name.isEmpty()).toList();
    Exit.Cause cause = taken.getFirst().cause();
    String subject = type.detail(options);
    String words =
        names.isEmpty()
            ? type.name()
            : subject.isEmpty()
                ? Wording.alternatives(names)
                : "%s: %s".formatted(subject, Wording.alternatives(names));
    return new Why.Led(cause, words, Source.NEXT_STEP);
  }

  private static boolean leads(Exit exit, Action next, boolean mayBeBelow) {
    return switch (exit.target()) {
      case Exit.Place place ->
          switch (place) {
            case BELOW -> mayBeBelow;
            case FLOW_END -> next.isFinish();
            case CALL_END -> false;
          };
      case Exit.To to -> to.action().equals(next.id());
      case Exit.Unknown unknown -> false;
    };
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

  /** True if an action is the first of a stack that was put on one of others. */
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
