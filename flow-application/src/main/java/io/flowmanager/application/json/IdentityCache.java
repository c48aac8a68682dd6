package io.flowmanager.application.json;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A cache of what was made of things, where a thing is known by being the very same one: to compare
 * two would take longer than to make it again. What is kept goes with its thing, and where there is
 * not enough space the least used goes first. May be used from any thread.
 */
final class IdentityCache<T, V> {
  private final Cache<T, V> kept;

  /**
   * @param bytesMax number of bytes that are kept, at most
   * @param bytesOf number of bytes that a value takes
   */
  IdentityCache(long bytesMax, ToIntFunction<V> bytesOf) {
    kept =
        Caffeine.newBuilder()
            .weakKeys() // compares by identity, too
            .maximumWeight(bytesMax)
            .weigher((T thing, V made) -> bytesOf.applyAsInt(made))
            .executor(Runnable::run) // a few microseconds now and then, and no thread more
            .build();
  }

  Optional<V> find(T thing) {
    return Optional.ofNullable(kept.getIfPresent(thing));
  }

  /** Keeps it, in the place of what was kept for the thing before. */
  void keep(T thing, V made) {
    kept.put(thing, made);
  }

  /** Number of bytes that are kept now. */
  long bytes() {
    kept.cleanUp();
    return kept.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
