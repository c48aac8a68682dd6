package io.flowmanager.authoring.graph;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.type.Trait;
import io.flowmanager.domain.variable.Placeholders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The ways between the actions of a list. Actions go by their places in it, from 0; {@link #end()},
 * one more than the last place, stands for the end below the last action.
 *
 * <p>An action that is passed over, because its type is unknown or does not fit what the flow runs
 * for, leads below. Does not change.
 */
public final class FlowGraph {
  private static final Exit PASSED_OVER = Exit.BELOW;

  private final List<Action> actions;
  private final Map<ActionId, Integer> places = new HashMap<>();
  private final List<List<Edge>> edges = new ArrayList<>();
  private final List<List<Integer>> after = new ArrayList<>();
  private final BitSet passedOver = new BitSet();
  private final BitSet leaving = new BitSet();
  private boolean open;

  /**
   * A way from one action on.
   *
   * @param exit the exit it takes
   * @param landing where that leads in this list
   */
  public record Edge(Exit exit, Landing landing) {
    public Edge {
      requireNonNull(exit, "exit");
      requireNonNull(landing, "landing");
    }
  }

  /** The place where an edge ends. */
  public sealed interface Landing {
    /** An action of the list, by its place. */
    record At(int place) implements Landing {}

    /** Ends. */
    enum End implements Landing {
      /** The end of the flow. */
      FLOW,
      /** The end of the call. */
      CALL
    }

    /**
     * Nowhere in the list: an action that is not there, or one that nobody knows yet.
     *
     * @param words what is said there instead
     * @param open true if it may turn out to be any action
     */
    record Outside(String words, boolean open) implements Landing {
      public Outside {
        requireNonNull(words, "words");
      }
    }
  }

  private FlowGraph(
      ActionCatalog catalog, List<Action> actions, Optional<ReferenceType> reference) {
    this.actions = List.copyOf(actions);
    for (int place = 0; place < actions.size(); place++) {
      places.putIfAbsent(actions.get(place).id(), place);
    }
    for (int place = 0; place < actions.size(); place++) {
      Optional<ActionType<?>> type = catalog.type(actions.get(place).type());
      add(place, type.filter(one -> fits(one, reference)));
    }
  }

  /** The graph of a flow, whatever it runs for: none of its actions is passed over. */
  public static FlowGraph of(ActionCatalog catalog, List<Action> actions) {
    return of(catalog, actions, Optional.empty());
  }

  /**
   * The graph of a flow for what it is to run for; empty: for anything.
   *
   * @param actions with ids, in today's words
   */
  public static FlowGraph of(
      ActionCatalog catalog, List<Action> actions, Optional<ReferenceType> reference) {
    return new FlowGraph(catalog, actions, reference);
  }

  private static boolean fits(ActionType<?> type, Optional<ReferenceType> reference) {
    return reference.filter(runsFor -> !type.medium().fits(runsFor.medium())).isEmpty();
  }

  private void add(int place, Optional<ActionType<?>> type) {
    passedOver.set(place, type.isEmpty());
    List<Exit> exits =
        type.map(one -> one.outline().exits(actions.get(place).options()))
            .orElse(List.of(PASSED_OVER));
    var own = new ArrayList<Edge>();
    var next = new ArrayList<Integer>();
    for (Exit exit : exits) {
      Landing landing = landing(place, exit.target());
      own.add(new Edge(exit, landing));
      follow(place, exit, landing, next);
    }
    if (next.isEmpty() || type.filter(one -> one.is(Trait.RUNS_UNKNOWN_ACTIONS)).isPresent()) {
      leaving.set(place);
    }
    edges.add(List.copyOf(own));
    after.add(next.stream().distinct().toList());
  }

  private void follow(int place, Exit exit, Landing landing, List<Integer> next) {
    switch (landing) {
      case Landing.At at -> next.add(at.place());
      case Landing.End end -> {
        if (exit.target() == Exit.Place.BELOW) {
          next.add(end());
        } else {
          leaving.set(place);
        }
      }
      case Landing.Outside outside -> {
        if (exit.target() == Exit.Place.BELOW) {
          next.add(end()); // a next_id that is not there ends the flow
        } else if (outside.open()) {
          open = true;
        } else if (!exit.target().equals(new Exit.To(ActionId.NONE))) {
          leaving.set(place); // an action of others around
        }
      }
    }
  }

  private Landing landing(int place, Exit.Target target) {
    return switch (target) {
      case Exit.Place where ->
          switch (where) {
            case BELOW -> below(place);
            case FLOW_END -> Landing.End.FLOW;
            case CALL_END -> Landing.End.CALL;
          };
      case Exit.To to -> landing(to.action());
      case Exit.Unknown unknown ->
          new Landing.Outside(unknown.words(), !Placeholders.names(unknown.words()).isEmpty());
    };
  }

  private Landing below(int place) {
    ActionId next = actions.get(place).next();
    if (!next.isNone()) {
      return landing(next);
    }
    return place + 1 < actions.size() ? new Landing.At(place + 1) : Landing.End.FLOW;
  }

  private Landing landing(ActionId action) {
    if (action.equals(ActionId.FINISH)) {
      return Landing.End.FLOW;
    }
    if (action.isNone()) {
      return new Landing.Outside("no action", false);
    }
    Integer place = places.get(action);
    return place != null
        ? new Landing.At(place)
        : new Landing.Outside("an action that is not here: " + action, false);
  }

  /** The place for the end below the last action, which is no action's. */
  public int end() {
    return actions.size();
  }

  /** The place of an action; empty for one that is not in the list. */
  public Optional<Integer> place(ActionId action) {
    return Optional.ofNullable(places.get(action));
  }

  /** The ways on from an action, in the order of its exits. */
  public List<Edge> from(int place) {
    return edges.get(place);
  }

  /** The places that may come right after one, {@link #end()} among them; each once. */
  public List<Integer> after(int place) {
    return after.get(place);
  }

  /** True if some action leads where nobody knows yet. */
  public boolean isOpen() {
    return open;
  }

  /** True if this action leads where nobody knows yet. */
  public boolean isOpen(int place) {
    return from(place).stream()
        .anyMatch(edge -> edge.landing() instanceof Landing.Outside outside && outside.open());
  }

  /** True if an action may lead out of the list otherwise than by its end. */
  public boolean leaves(int place) {
    return leaving.get(place);
  }

  /** True for an action that is passed over: nobody knows its type, or it does not fit. */
  public boolean isPassedOver(int place) {
    return passedOver.get(place);
  }

  /** The places that one gets to from the first, going on only from what {@code through} says. */
  public BitSet reached(IntPredicate through) {
    return actions.isEmpty() ? new BitSet() : reached(0, through);
  }

  private BitSet reached(int start, IntPredicate through) {
    var reached = new BitSet();
    var next = new ArrayDeque<Integer>();
    reached.set(start);
    next.add(start);
    while (!next.isEmpty()) {
      int place = next.remove();
      if (place == end() || !through.test(place)) {
        continue;
      }
      for (int successor : after(place)) {
        if (!reached.get(successor)) {
          reached.set(successor);
          next.add(successor);
        }
      }
    }
    return reached;
  }

  /**
   * The places that may come some time after one; that place itself only if a way leads back to it.
   * Where a way is open it may lead to all of them.
   */
  public BitSet ahead(int start) {
    var ahead = new BitSet();
    var next = new ArrayDeque<Integer>();
    next.add(start);
    while (!next.isEmpty()) {
      int place = next.remove();
      if (place == end()) {
        continue;
      }
      if (isOpen(place)) {
        ahead.set(0, actions.size());
        return ahead;
      }
      for (int successor : after(place)) {
        if (!ahead.get(successor)) {
          ahead.set(successor);
          next.add(successor);
        }
      }
    }
    return ahead;
  }

  /** The places from which one can get out: to the end, or away. */
  public BitSet leadingOut() {
    var before = new ArrayList<List<Integer>>();
    for (int place = 0; place <= end(); place++) {
      before.add(new ArrayList<>());
    }
    for (int place = 0; place < end(); place++) {
      for (int successor : after(place)) {
        before.get(successor).add(place);
      }
    }
    var out = new BitSet();
    var next = new ArrayDeque<Integer>();
    for (int place = 0; place <= end(); place++) {
      if (place == end() || leaves(place)) {
        out.set(place);
        next.add(place);
      }
    }
    while (!next.isEmpty()) {
      for (int predecessor : before.get(next.remove())) {
        if (!out.get(predecessor)) {
          out.set(predecessor);
          next.add(predecessor);
        }
      }
    }
    return out;
  }
}
