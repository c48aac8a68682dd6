package io.flowmanager.app.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActiveflowId;
import java.time.Duration;
import java.util.Optional;

/**
 * Copies in this process, in front of those that all processes share: the request for the next
 * action finds its activeflow here in the common case, and asks nobody.
 */
public final class NearActiveflowCache implements ActiveflowCache {
  /** What copies may take together, as they are weighed: a third of the heap of the launcher. */
  static final long BYTES_MAX = 64L * 1024 * 1024;

  /** What an activeflow takes besides its actions and variables; so there are 16,384 at most. */
  static final int BYTES_EACH = 4 * 1024;

  /** A generous guess, because weighing options would cost more than it is worth. */
  static final int BYTES_AN_ACTION = 512;

  /** A call that asks nothing for so long probably has another process asked, or is over. */
  static final Duration UNUSED_MAX = Duration.ofMinutes(10);

  /**
   * After the end only a caller that missed the answer asks again, and most activeflows there ever
   * were have ended: they shall not fill the heap. As long as a caller waits for an answer.
   */
  static final Duration UNUSED_ENDED_MAX = Duration.ofSeconds(3);

  private final Cache<ActiveflowId, Versioned<Activeflow>> near;
  private final ActiveflowCache shared;

  /**
   * @param shared asked where there is no copy here, and told whatever this is told
   */
  public NearActiveflowCache(ActiveflowCache shared) {
    this(shared, Ticker.systemTicker());
  }

  NearActiveflowCache(ActiveflowCache shared, Ticker ticker) {
    this.shared = shared;
    this.near =
        Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .<ActiveflowId, Versioned<Activeflow>>weigher((id, copy) -> weight(copy.value()))
            .expireAfter(
                Expiry.<ActiveflowId, Versioned<Activeflow>>accessing(
                    (id, copy) -> copy.value().isEnded() ? UNUSED_ENDED_MAX : UNUSED_MAX))
            .ticker(ticker)
            .executor(Runnable::run)
            .recordStats()
            .build();
  }

  @Override
  public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
    return Optional.ofNullable(near.getIfPresent(id)).or(() -> shared.find(id));
  }

  @Override
  public void keep(Versioned<Activeflow> activeflow) {
    near.asMap()
        .merge(
            activeflow.value().id(),
            activeflow,
            (kept, other) -> kept.version() > other.version() ? kept : other);
    shared.keep(activeflow);
  }

  @Override
  public void drop(ActiveflowId id) {
    near.invalidate(id);
    shared.drop(id);
  }

  /** How often a copy was here, and how often not. */
  public CacheStats stats() {
    return near.stats();
  }

  /** What all copies here take, as they are weighed. */
  public long bytes() {
    near.cleanUp();
    return near.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  private static int weight(Activeflow activeflow) {
    long actions =
        activeflow.stacks().byId().values().stream()
            .mapToLong(stack -> stack.actions().size())
            .sum();
    long bytes = BYTES_EACH + actions * BYTES_AN_ACTION + activeflow.variables().bytes();
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
