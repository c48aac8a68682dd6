package io.flowmanager.app.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.id.ActiveflowId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which activeflows have which actions, so that what many of them share is weighed once, and those
 * are named that have to go where it is too much.
 *
 * <p>A list is known by the object that its last action is: lists that come from one another by
 * changing an action share all others. May be used from any thread.
 */
final class ActionsInUse {
  /** An action with its ids, its type and its place in a list, but without its options. */
  private static final int BYTES_AN_ACTION = 230;

  private static final int BYTES_AN_OBJECT = 150;
  private static final int BYTES_A_MEMBER = 100;
  private static final int BYTES_A_VALUE = 64;

  private final Cache<Action, Holders> byLast;

  /**
   * @param bytesMax what the actions may take together
   * @param letGo is told who has actions that were too much; it may call this again
   */
  ActionsInUse(long bytesMax, Consumer<Set<ActiveflowId>> letGo) {
    this.byLast =
        Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(bytesMax)
            .<Action, Holders>weigher((last, holders) -> holders.weight())
            .executor(Runnable::run)
            .<Action, Holders>removalListener((last, holders, cause) -> {
              if (cause == RemovalCause.SIZE && holders != null) {
                letGo.accept(holders.ids());
              }
            })
            .build();
  }

  /** Who has a list, and what it takes. */
  private record Holders(int weight, Set<ActiveflowId> ids) {
    static Holders of(List<Action> actions) {
      long bytes = actions.stream().mapToLong(ActionsInUse::bytes).sum();
      return new Holders((int) Math.min(bytes, Integer.MAX_VALUE), ConcurrentHashMap.newKeySet());
    }

    Holders with(ActiveflowId id) {
      ids.add(id);
      return this;
    }

    /** Null, as a map wants it, where nobody is left. */
    @SuppressWarnings("NullAway")
    Holders without(ActiveflowId id) {
      ids.remove(id);
      return ids.isEmpty() ? null : this;
    }
  }

  /** This activeflow uses its actions. Cheap where that was known. */
  void take(Activeflow activeflow) {
    lists(activeflow).forEach(actions -> take(actions, activeflow.id()));
  }

  private void take(List<Action> actions, ActiveflowId id) {
    Holders known = byLast.getIfPresent(actions.getLast());
    if (known == null || !known.ids().contains(id)) {
      byLast
          .asMap()
          .compute(
              actions.getLast(),
              (last, holders) -> (holders == null ? Holders.of(actions) : holders).with(id));
    }
  }

  /** This activeflow uses its actions no more. */
  void leave(Activeflow activeflow) {
    lists(activeflow)
        .forEach(actions ->
            byLast
                .asMap()
                .computeIfPresent(
                    actions.getLast(), (last, holders) -> holders.without(activeflow.id())));
  }

  private static Stream<List<Action>> lists(Activeflow activeflow) {
    return activeflow.stacks().byId().values().stream()
        .map(Stack::actions)
        .filter(actions -> !actions.isEmpty());
  }

  /** The bytes that those actions take that are in use. */
  long bytes() {
    byLast.cleanUp();
    return byLast.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  private static long bytes(Action action) {
    return BYTES_AN_ACTION + bytes(action.options().members());
  }

  private static long bytes(Value value) {
    return switch (value) {
      case Value.Text text -> BYTES_A_VALUE + text.value().length();
      case Value.Numeral number -> BYTES_A_VALUE + number.value().precision();
      case Value.Flag flag -> BYTES_A_VALUE;
      case Value.Nothing nothing -> 0;
      case Value.Items items ->
          BYTES_A_VALUE + items.values().stream().mapToLong(ActionsInUse::bytes).sum();
      case Value.Members members ->
          BYTES_AN_OBJECT
              + members.values().entrySet().stream()
                  .mapToLong(member ->
                      BYTES_A_MEMBER + member.getKey().length() + bytes(member.getValue()))
                  .sum();
    };
  }
}
