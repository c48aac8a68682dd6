package io.flowmanager.domain.activeflow;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Stack.Return;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stacks an activeflow is in: the main one with the flow's own actions, and those pushed on the
 * way. Each pushed one returns to where it was pushed.
 */
public record Stacks(Map<StackId, Stack> byId) {
  /**
   * Number of stacks that a way back may lead through. A flow that fetches itself must end some
   * time, and each round is a copy of it.
   */
  public static final int DEPTH_MAX = 100;

  private static final Place BELOW_ALL = new Place(StackId.MAIN, ActionId.FINISH);
  private static final Place LOST = new Place(StackId.NONE, ActionId.FINISH);

  public Stacks {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }

  /** Just the main stack, with these actions. */
  public static Stacks of(List<Action> actions) {
    var main = new Stack(StackId.MAIN, actions, Optional.empty());
    return new Stacks(Map.of(StackId.MAIN, main));
  }

  public static Stacks of(Collection<Stack> stacks) {
    var byId = new LinkedHashMap<StackId, Stack>();
    stacks.forEach(stack -> byId.put(stack.id(), stack));
    return new Stacks(byId);
  }

  /** The length of all their actions, in characters of text, about. */
  public long length() {
    return byId.values().stream().mapToLong(Stack::length).sum();
  }

  public Optional<Stack> stack(StackId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The action at a place. */
  public Optional<Action> action(Place place) {
    return stack(place.stack()).flatMap(stack -> stack.find(place.action()));
  }

  /**
   * The place of an action, seen from a stack: in it, or in one of those it returns to. START is
   * the first action of the main stack, seen from there.
   */
  public Optional<Place> find(StackId from, ActionId wanted) {
    if (wanted.equals(ActionId.START)) {
      return from.isMain() ? stack(from).flatMap(Stack::first) : Optional.empty();
    }
    Optional<Stack> here = stack(from);
    for (int depth = 0; depth < DEPTH_MAX && here.isPresent(); depth++) {
      if (here.get().has(wanted)) {
        return Optional.of(new Place(here.get().id(), wanted));
      }
      here = here.get().returnTo().flatMap(back -> stack(back.place().stack()));
    }
    return Optional.empty();
  }

  /**
   * The place that comes after one: its action's own next, the action below, or where its stack
   * returns to.
   */
  public Optional<Place> after(Place place) {
    return Optional.of(follow(place)).filter(next -> !next.equals(BELOW_ALL) && !next.equals(LOST));
  }

  /**
   * The stack in which a way is over that nothing comes after: the main one below its last action,
   * none where the way breaks off, as at a next that is nowhere.
   */
  StackId endAfter(Place place) {
    return follow(place).stack();
  }

  private Place follow(Place place) {
    Return here = Return.after(place);
    for (int depth = 0; depth <= DEPTH_MAX; depth++) {
      StackId id = here.place().stack();
      Optional<Stack> stack = stack(id);
      if (stack.isEmpty()) {
        return LOST;
      }
      if (here.place().action().equals(ActionId.START)) {
        return stack.get().first().orElse(LOST);
      }
      int index = stack.get().indexOf(here.place().action());
      if (index < 0) {
        return LOST;
      }
      if (here.at()) {
        return here.place();
      }
      List<Action> actions = stack.get().actions();
      Action action = actions.get(index);
      if (!action.next().isNone()) {
        return find(id, action.next()).orElse(LOST);
      }
      if (index + 1 < actions.size()) {
        return find(id, actions.get(index + 1).id()).orElse(LOST);
      }
      if (stack.get().returnTo().isEmpty()) {
        return BELOW_ALL;
      }
      here = stack.get().returnTo().get();
    }
    return LOST;
  }

  /** The stacks that lead from one back to the main one, itself first. */
  public List<StackId> wayBack(StackId from) {
    var way = new LinkedHashSet<StackId>();
    Optional<Stack> here = stack(from);
    while (here.isPresent() && way.add(here.get().id())) {
      here = here.get().returnTo().flatMap(back -> stack(back.place().stack()));
    }
    return List.copyOf(way);
  }

  /**
   * These with one more on top.
   *
   * @throws FlowException STACK_ALREADY_EXISTS, TOO_MANY_STACKS
   */
  Stacks pushing(StackId id, List<Action> actions, Return returnTo) {
    if (byId.containsKey(id)) {
      throw new FlowException(
          Reason.STACK_ALREADY_EXISTS,
          "Expected stack %s to be new, but there is one already".formatted(id));
    }
    if (wayBack(returnTo.place().stack()).size() >= DEPTH_MAX) {
      throw new FlowException(
          Reason.TOO_MANY_STACKS,
          "Expected at most %d stacks on top of each other, but stack %s would be one more"
              .formatted(DEPTH_MAX, id));
    }
    return with(new Stack(id, actions, Optional.of(returnTo)));
  }

  boolean returnsTo(StackId done, Return back) {
    return stack(done).flatMap(Stack::returnTo).filter(back::equals).isPresent();
  }

  /** The place where a stack goes on when it is done, or is given up. */
  Optional<Place> comingBackFrom(StackId done) {
    return stack(done)
        .flatMap(Stack::returnTo)
        .flatMap(back -> back.at() ? Optional.of(back.place()) : after(back.place()));
  }

  Stacks without(Set<StackId> left) {
    var changed = new LinkedHashMap<>(byId);
    changed.keySet().removeAll(left);
    return new Stacks(changed);
  }

  Stacks with(Stack stack) {
    var changed = new LinkedHashMap<>(byId);
    changed.put(stack.id(), stack);
    return new Stacks(changed);
  }

  /** These without the ones that no way back leads through: left for good. */
  Stacks keeping(StackId current, Optional<Place> forward) {
    if (byId.size() == 1) {
      return this;
    }
    Set<StackId> kept = new LinkedHashSet<>(wayBack(current));
    forward.ifPresent(place -> kept.addAll(wayBack(place.stack())));
    kept.add(StackId.MAIN);
    if (kept.containsAll(byId.keySet())) {
      return this;
    }
    var changed = new LinkedHashMap<>(byId);
    changed.keySet().retainAll(kept);
    return new Stacks(changed);
  }
}
