package io.flowmanager.app.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.flowmanager.application.memory.HeapBudget;
import io.flowmanager.application.memory.HeapBudget.Share;
import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActiveflowId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Copies in this process, in front of those that all processes share: the request for the next
 * action finds its activeflow here in the common case, and asks nobody.
 */
public final class NearActiveflowCache implements ActiveflowCache {
  /** The bytes that an activeflow takes besides its actions, its steps and its variables. */
  static final int BYTES_EACH = 4 * 1024;

  /**
   * The bytes that finding an action takes. The action itself is shared, see {@link ActionsInUse}.
   */
  static final int BYTES_A_PLACE = 12;

  /** A call that asks nothing for so long probably has another process asked, or is over. */
  static final Duration UNUSED_MAX = Duration.ofMinutes(10);

  /**
   * After the end only a caller that missed the answer asks again, and most activeflows there ever
   * were have ended: they shall not fill the heap. As long as a caller waits for an answer.
   */
  static final Duration UNUSED_ENDED_MAX = Duration.ofSeconds(3);

  private final Cache<ActiveflowId, Versioned<Activeflow>> near;
  private final ActionsInUse actions;
  private final ActiveflowCache shared;

  /**
   * @param shared asked where there is no copy here, and told whatever this is told
   */
  public NearActiveflowCache(ActiveflowCache shared, HeapBudget budget) {
    this(
        shared,
        budget.bytes(Share.COPIES),
        budget.bytes(Share.SHARED_ACTIONS),
        Ticker.systemTicker());
  }

  /**
   * @param bytesMax what copies may take together, as they are weighed
   * @param actionsBytesMax what their actions may take
   */
  NearActiveflowCache(ActiveflowCache shared, long bytesMax, long actionsBytesMax, Ticker ticker) {
    this.shared = shared;
    this.actions = new ActionsInUse(actionsBytesMax, this::giveUp);
    this.near =
        Caffeine.newBuilder()
            .maximumWeight(bytesMax)
            .<ActiveflowId, Versioned<Activeflow>>weigher((id, copy) -> weight(copy.value()))
            .expireAfter(
                Expiry.<ActiveflowId, Versioned<Activeflow>>accessing(
                    (id, copy) -> copy.value().isEnded() ? UNUSED_ENDED_MAX : UNUSED_MAX))
            .ticker(ticker)
            .executor(Runnable::run)
            .<ActiveflowId, Versioned<Activeflow>>removalListener((id, copy, cause) -> {
              if (copy != null && cause != RemovalCause.REPLACED) {
                actions.leave(copy.value());
              }
            })
            .recordStats()
            .build();
  }

  private void giveUp(Set<ActiveflowId> ids) {
    near.invalidateAll(ids);
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
    actions.take(activeflow.value());
    shared.keep(activeflow);
  }

  @Override
  public void drop(ActiveflowId id) {
    near.invalidate(id);
    shared.drop(id);
  }

  /** Number of times that a copy was here, and that none was. */
  public CacheStats stats() {
    return near.stats();
  }

  /** The bytes that all copies here take, as they are weighed, with their actions. */
  public long bytes() {
    near.cleanUp();
    return near.policy().eviction().orElseThrow().weightedSize().orElseThrow() + actions.bytes();
  }

  private static int weight(Activeflow activeflow) {
    long places =
        activeflow.stacks().byId().values().stream()
            .mapToLong(stack -> stack.actions().size())
            .sum();
    long bytes =
        BYTES_EACH
            + places * BYTES_A_PLACE
            + activeflow.variables().length()
            + activeflow.cursor().action().length()
            + activeflow.progress().length();
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
