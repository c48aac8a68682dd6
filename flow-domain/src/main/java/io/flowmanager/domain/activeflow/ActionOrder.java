package io.flowmanager.domain.activeflow;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.id.ActionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where actions are among others, found by id. True for every list with the same ids in the same
 * order, which may share it. May be asked from any thread.
 */
final class ActionOrder {
  /** Up to so many, looking at one after the other is as fast. */
  static final int SHORT = 16;

  private final List<Action> actions;

  // Empty until it is first needed: many an activeflow is only read and answered with. By UUID and
  // not by ActionId, because a map keeps keys that can be compared apart whatever their hashes are,
  // and an author may choose them.
  private volatile Map<UUID, Integer> indexes = Map.of();

  /**
   * @param actions never changed
   */
  ActionOrder(List<Action> actions) {
    this.actions = actions;
  }

  /** The index of the first action with this id; -1 if there is none. */
  int indexOf(ActionId action) {
    return actions.size() > SHORT ? indexes().getOrDefault(action.value(), -1) : firstWith(action);
  }

  private int firstWith(ActionId action) {
    for (int index = 0; index < actions.size(); index++) {
      if (actions.get(index).id().equals(action)) {
        return index;
      }
    }
    return -1;
  }

  private Map<UUID, Integer> indexes() {
    Map<UUID, Integer> known = indexes;
    if (known.isEmpty()) {
      // Two threads may do so at once; both come to the same.
      known = indexesOf(actions);
      indexes = known;
    }
    return known;
  }

  private static Map<UUID, Integer> indexesOf(List<Action> actions) {
    Map<UUID, Integer> indexes = HashMap.newHashMap(actions.size());
    for (int index = 0; index < actions.size(); index++) {
      indexes.putIfAbsent(actions.get(index).id().value(), index);
    }
    return indexes;
  }
}
