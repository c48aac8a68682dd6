package io.flowmanager.application.json;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/**
 * What was made of things, where a thing is known by being the very same one: to compare two would
 * take longer than to make it again. What is kept goes with its thing. May be used from any thread.
 */
final class IdentityCache<T, V> {
  /** How much is kept, in bytes. Where it would be more, all of it goes and it begins anew. */
  private final long bytesMax;

  private final ToIntFunction<V> bytesOf;
  private final ConcurrentMap<Key<T>, V> kept = new ConcurrentHashMap<>();
  private final ReferenceQueue<T> gone = new ReferenceQueue<>();
  private final AtomicLong bytes = new AtomicLong();

  IdentityCache(long bytesMax, ToIntFunction<V> bytesOf) {
    this.bytesMax = bytesMax;
    this.bytesOf = bytesOf;
  }

  Optional<V> find(T thing) {
    return Optional.ofNullable(kept.get(new Key<>(thing)));
  }

  /** Keeps it, in the place of what was kept for the thing before. */
  void keep(T thing, V made) {
    for (Reference<? extends T> key = gone.poll(); key != null; key = gone.poll()) {
      forget(key);
    }
    int size = bytesOf.applyAsInt(made);
    if (bytes.get() + size > bytesMax) {
      kept.keySet().forEach(this::forget);
    }
    if (size <= bytesMax) {
      V before = kept.put(new Key<>(thing, gone), made);
      bytes.addAndGet(size - (before == null ? 0L : bytesOf.applyAsInt(before)));
    }
  }

  private void forget(Object key) {
    V forgotten = kept.remove(key);
    if (forgotten != null) {
      bytes.addAndGet(-bytesOf.applyAsInt(forgotten));
    }
  }

  /** How much is kept now. */
  long bytes() {
    return bytes.get();
  }

  /** A thing, as long as anyone else has it. */
  private static final class Key<T> extends WeakReference<T> {
    private final int hash;

    /** To look one up. */
    Key(T thing) {
      super(thing);
      hash = System.identityHashCode(thing);
    }

    /** To keep one. */
    Key(T thing, ReferenceQueue<T> gone) {
      super(thing, gone);
      hash = System.identityHashCode(thing);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    /** A key whose thing is gone equals itself alone. */
    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      T thing = get();
      return thing != null && other instanceof Key<?> key && refersToSame(key, thing);
    }

    @SuppressWarnings("unchecked") // refersTo only compares
    private static <T> boolean refersToSame(Key<?> key, T thing) {
      return ((Key<T>) key).refersTo(thing);
    }
  }
}
