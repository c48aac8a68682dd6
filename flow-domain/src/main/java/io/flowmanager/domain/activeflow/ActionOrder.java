package io.flowmanager.domain.activeflow;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.id.ActionId;
import java.util.Arrays;
import java.util.List;

/**
 * The places of actions among others, found by id. True for every list with the same ids in the
 * same order, which may share it. May be asked from any thread.
 */
final class ActionOrder {
  /** Up to so many, looking at one after the other is as fast. */
  static final int SHORT = 16;

  private final List<Action> actions;

  // The hashes of the ids, each with the index of its action, sorted: 8 bytes an action, where a
  // map
  // would take 60 for each of a thousand calls. Empty until it is first needed: many an activeflow
  // is
  // only read and answered with. Authors may choose ids with the same hash; then it is as if one
  // looked at them one after the other.
  private volatile long[] hashesAndIndexes = {};

  /**
   * @param actions never changed
   */
  ActionOrder(List<Action> actions) {
    this.actions = actions;
  }

  /** The index of the first action with this id; -1 if there is none. */
  int indexOf(ActionId action) {
    return actions.size() > SHORT ? sortedIndexOf(action) : firstWith(action);
  }

  private int firstWith(ActionId action) {
    for (int index = 0; index < actions.size(); index++) {
      if (actions.get(index).id().equals(action)) {
        return index;
      }
    }
    return -1;
  }

  private int sortedIndexOf(ActionId action) {
    long[] sorted = hashesAndIndexes();
    long first = hashAndIndex(action, 0);
    int found = Arrays.binarySearch(sorted, first);
    int from = found < 0 ? -found - 1 : found;
    for (int place = from; place < sorted.length && isHashOf(first, sorted[place]); place++) {
      int index = (int) sorted[place];
      if (actions.get(index).id().equals(action)) {
        return index;
      }
    }
    return -1;
  }

  private static boolean isHashOf(long one, long other) {
    return one >> Integer.SIZE == other >> Integer.SIZE;
  }

  private static long hashAndIndex(ActionId action, int index) {
    return ((long) action.value().hashCode() << Integer.SIZE) | index;
  }

  private long[] hashesAndIndexes() {
    long[] known = hashesAndIndexes;
    if (known.length == 0) {
      // Two threads may do so at once; both come to the same.
      known = new long[actions.size()];
      for (int index = 0; index < known.length; index++) {
        known[index] = hashAndIndex(actions.get(index).id(), index);
      }
      Arrays.sort(known);
      hashesAndIndexes = known;
    }
    return known;
  }
}
