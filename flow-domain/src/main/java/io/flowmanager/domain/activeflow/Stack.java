package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Actions that run together, and where to go on when they are done.
 *
 * <p>Not a record, for it knows where its actions are: finding one in a stack of thousands takes as
 * long as in one of twenty.
 */
public final class Stack {
  private final StackId id;
  private final List<Action> actions;
  private final Optional<Return> returnTo;
  private final ActionOrder order;

  /** Characters; negative until somebody asks. Two threads may count; both come to the same. */
  private volatile long length = -1;

  /**
   * A stack with these actions.
   *
   * @param returnTo empty for the main stack
   */
  public Stack(StackId id, List<Action> actions, Optional<Return> returnTo) {
    this.id = requireNonNull(id, "id");
    this.actions = List.copyOf(actions);
    this.returnTo = requireNonNull(returnTo, "returnTo");
    this.order = new ActionOrder(this.actions);
  }

  /** Another one with the same ids in the same order. */
  private Stack(Stack other, List<Action> actions, long length) {
    this.length = length;
    this.id = other.id;
    this.actions = actions;
    this.returnTo = other.returnTo;
    this.order = other.order;
  }

  /**
   * The place to go on at when a stack is done.
   *
   * @param place the action that pushed, or the one that was to come when the push came between
   * @param at whether to go on with that action itself, instead of what follows it
   */
  public record Return(Place place, boolean at) {
    static Return after(Place place) {
      return new Return(place, false);
    }

    static Return at(Place place) {
      return new Return(place, true);
    }
  }

  public StackId id() {
    return id;
  }

  public List<Action> actions() {
    return actions;
  }

  /** The length of its actions, in characters of text, about. Counted when first asked for. */
  public long length() {
    if (length < 0) {
      length = actions.stream().mapToLong(Action::length).sum();
    }
    return length;
  }

  /** Empty for the main stack. */
  public Optional<Return> returnTo() {
    return returnTo;
  }

  /** The first action with this id. */
  public Optional<Action> find(ActionId action) {
    int index = indexOf(action);
    return index < 0 ? Optional.empty() : Optional.of(actions.get(index));
  }

  public boolean has(ActionId action) {
    return indexOf(action) >= 0;
  }

  int indexOf(ActionId action) {
    return order.indexOf(action);
  }

  /** The place of its first action; empty if it has none. */
  Optional<Place> first() {
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(id, actions.getFirst().id()));
  }

  Stack with(ActionId action, Options options) {
    int index = indexOf(action);
    Action[] changed = actions.toArray(Action[]::new);
    Action before = changed[index];
    changed[index] = before.with(options);
    // Who counted once does not count all of it again at each round.
    long counted = length < 0 ? length : length - before.length() + changed[index].length();
    // Not List.copyOf: nobody else has the array, and a goto comes by here at each round.
    return new Stack(this, Collections.unmodifiableList(Arrays.asList(changed)), counted);
  }

  /** This with more actions right below one of its own. */
  Stack adding(ActionId below, List<Action> more) {
    var changed = new ArrayList<>(actions);
    changed.addAll(indexOf(below) + 1, more);
    return new Stack(id, changed, returnTo);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stack stack
        && id.equals(stack.id)
        && actions.equals(stack.actions)
        && returnTo.equals(stack.returnTo);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, actions, returnTo);
  }

  @Override
  public String toString() {
    return "Stack[id=%s, actions=%s, returnTo=%s]".formatted(id, actions, returnTo);
  }
}
