package io.flowmanager.domain.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Actions that run together, and where to go on when they are done.
 *
 * @param returnTo empty for the main stack
 */
public record Stack(StackId id, List<Action> actions, Optional<Return> returnTo) {
  public Stack {
    requireNonNull(id, "id");
    actions = List.copyOf(actions);
    requireNonNull(returnTo, "returnTo");
  }

  /**
   * Where to go on.
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

  /** The first action with this id. */
  public Optional<Action> find(ActionId action) {
    int index = indexOf(action);
    return index < 0 ? Optional.empty() : Optional.of(actions.get(index));
  }

  public boolean has(ActionId action) {
    return indexOf(action) >= 0;
  }

  int indexOf(ActionId action) {
    for (int index = 0; index < actions.size(); index++) {
      if (actions.get(index).id().equals(action)) {
        return index;
      }
    }
    return -1;
  }

  /** The place of its first action; empty if it has none. */
  Optional<Place> first() {
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(id, actions.getFirst().id()));
  }

  Stack with(ActionId action, Options options) {
    int index = indexOf(action);
    var changed = new ArrayList<>(actions);
    changed.set(index, actions.get(index).with(options));
    return new Stack(id, changed, returnTo);
  }

  /** This with more actions right below one of its own. */
  Stack adding(ActionId below, List<Action> more) {
    var changed = new ArrayList<>(actions);
    changed.addAll(indexOf(below) + 1, more);
    return new Stack(id, changed, returnTo);
  }
}
