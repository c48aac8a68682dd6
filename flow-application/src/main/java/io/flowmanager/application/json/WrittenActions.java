package io.flowmanager.application.json;

import io.flowmanager.domain.action.Action;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the long lists of actions look like that are written again and again: an activeflow's stacks
 * stay the same lists from step to step, and every event carries them.
 *
 * <p>A list is known by being the very same one, for to compare two would take longer than to write
 * one. What is kept goes with its list. May be called from any thread.
 */
final class WrittenActions {
  static final WrittenActions SHARED = new WrittenActions(64L << 20);

  /**
   * How many actions make a list long. Writing one takes about 0.4 µs, and keeping a list some
   * microseconds.
   */
  static final int LONG = 16;

  /** How much is kept, in bytes. Where it would be more, all of it goes and it begins anew. */
  private final long bytesMax;

  private final ConcurrentMap<Key, Json> written = new ConcurrentHashMap<>();
  private final ReferenceQueue<List<Action>> gone = new ReferenceQueue<>();
  private final AtomicLong bytes = new AtomicLong();

  WrittenActions(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** The list as JSON. */
  void write(JsonWriter json, List<Action> actions) {
    if (actions.size() < LONG) {
      ActionJson.writeAll(json, actions);
    } else {
      json.raw(of(actions));
    }
  }

  private Json of(List<Action> actions) {
    Json known = written.get(new Key(actions));
    if (known != null) {
      return known;
    }
    Json fresh = ActionJson.writeAll(actions);
    keep(actions, fresh);
    return fresh;
  }

  private void keep(List<Action> actions, Json fresh) {
    for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
      forget(key);
    }
    if (bytes.get() + fresh.length() > bytesMax) {
      written.keySet().forEach(this::forget);
    }
    if (fresh.length() <= bytesMax && written.putIfAbsent(new Key(actions, gone), fresh) == null) {
      bytes.addAndGet(fresh.length());
    }
  }

  private void forget(Object key) {
    Json forgotten = written.remove(key);
    if (forgotten != null) {
      bytes.addAndGet(-forgotten.length());
    }
  }

  /** How much is kept now. */
  long bytes() {
    return bytes.get();
  }

  /** A list, as long as anyone else has it. */
  private static final class Key extends WeakReference<List<Action>> {
    private final int hash;

    /** To look one up. */
    Key(List<Action> actions) {
      super(actions);
      hash = System.identityHashCode(actions);
    }

    /** To keep one. */
    Key(List<Action> actions, ReferenceQueue<List<Action>> gone) {
      super(actions, gone);
      hash = System.identityHashCode(actions);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    /** A key whose list is gone equals itself alone. */
    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      List<Action> actions = get();
      return actions != null && other instanceof Key key && key.refersTo(actions);
    }
  }
}
