package io.flowmanager.application.json;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The lists of actions that were read, each once: thousands of calls run the same few flows, so
 * equal lists become the very same one, however often and wherever they were read. A list goes when
 * nobody has it any more. May be used from any thread.
 */
final class ActionsInterner {
  static final ActionsInterner SHARED = new ActionsInterner();

  /** By their hashes. Of two lists with the same hash the later one is known. */
  private final ConcurrentMap<Integer, Known> known = new ConcurrentHashMap<>();

  private final ReferenceQueue<List<Action>> gone = new ReferenceQueue<>();

  private static final class Known extends WeakReference<List<Action>> {
    private final int hash;

    Known(List<Action> actions, int hash, ReferenceQueue<List<Action>> gone) {
      super(actions, gone);
      this.hash = hash;
    }
  }

  /** The list itself, or one that was read before and is written the same. */
  List<Action> same(List<Action> read) {
    forgetThoseGone();
    if (read.isEmpty()) {
      return read;
    }
    int hash = read.hashCode();
    Known before = known.get(hash);
    List<Action> actions = before == null ? null : before.get();
    if (actions != null && areAlike(actions, read)) {
      return actions;
    }
    known.put(hash, new Known(read, hash, gone));
    return read;
  }

  private void forgetThoseGone() {
    for (Reference<?> list = gone.poll(); list != null; list = gone.poll()) {
      if (list instanceof Known left) {
        known.remove(left.hash, left);
      }
    }
  }

  /** Number of actions that are known. */
  int size() {
    forgetThoseGone();
    return known.size();
  }

  private static boolean areAlike(List<Action> some, List<Action> others) {
    if (some.size() != others.size()) {
      return false;
    }
    Iterator<Action> other = others.iterator();
    return some.stream().allMatch(action -> areAlike(action, other.next()));
  }

  private static boolean areAlike(Action one, Action other) {
    return one.equals(other) && inSameOrder(one.options().members(), other.options().members());
  }

  /**
   * True of lists that are the same to the letter: equal ones may differ in the order of members,
   * which is its author's.
   */
  private static boolean inSameOrder(Value one, Value other) {
    return switch (one) {
      case Value.Text text -> true;
      case Value.Numeral number -> true;
      case Value.Flag flag -> true;
      case Value.Nothing nothing -> true;
      case Value.Items items -> other instanceof Value.Items others && inSameOrder(items, others);
      case Value.Members members ->
          other instanceof Value.Members others && inSameOrder(members, others);
    };
  }

  private static boolean inSameOrder(Value.Items some, Value.Items others) {
    Iterator<Value> other = others.values().iterator();
    return some.values().stream().allMatch(value -> inSameOrder(value, other.next()));
  }

  private static boolean inSameOrder(Value.Members some, Value.Members others) {
    Iterator<Map.Entry<String, Value>> other = others.values().entrySet().iterator();
    return some.values().entrySet().stream()
        .allMatch(member -> {
          Map.Entry<String, Value> theirs = other.next();
          return member.getKey().equals(theirs.getKey())
              && inSameOrder(member.getValue(), theirs.getValue());
        });
  }
}
