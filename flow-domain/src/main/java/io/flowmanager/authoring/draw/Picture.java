package io.flowmanager.authoring.draw;

import io.flowmanager.authoring.graph.FlowGraph;
import io.flowmanager.authoring.graph.FlowGraph.Landing;
import io.flowmanager.authoring.label.Label;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.ActionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A flow as it is to be drawn, whatever it is drawn with.
 *
 * @param nodes the start first, then the actions in order, then ends
 * @param marked whether a way is marked, so that all else steps back
 */
record Picture(List<Node> nodes, List<Edge> edges, boolean marked) {

  /** Kinds of nodes, as far as they look different. */
  enum Kind {
    START,
    END,
    /** Something that the caller hears or sees. */
    SPEAKS,
    /** Something that waits for the caller. */
    LISTENS,
    DECIDES,
    /** Something that others do. */
    ASKS,
    /** Something inside. */
    WORKS,
    LEAVES,
    /** A target that is not there. */
    MISSING
  }

  /**
   * A node.
   *
   * @param index its place among the nodes
   * @param id what is said to whoever points at it; empty for what is no action
   * @param visits how often the marked way came by
   * @param reachable whether any way leads here from the start
   */
  record Node(int index, Kind kind, Label label, String id, int visits, boolean reachable) {
    String key() {
      return "n" + index;
    }
  }

  /**
   * An edge.
   *
   * @param visits how often the marked way took it
   */
  record Edge(int from, int to, String label, int visits) {}

  static Picture of(ActionCatalog catalog, List<Action> actions, Optional<List<ActionId>> trail) {
    return new Builder(catalog, actions, trail).build();
  }

  List<Edge> from(Node node) {
    return edges.stream().filter(edge -> edge.from() == node.index()).toList();
  }

  private static Kind kind(Optional<ActionType<?>> type) {
    return type.map(one ->
            switch (one.outline().category()) {
              case SPEAKS -> Kind.SPEAKS;
              case LISTENS -> Kind.LISTENS;
              case DECIDES -> Kind.DECIDES;
              case ASKS -> Kind.ASKS;
              case WORKS -> Kind.WORKS;
              case LEAVES -> Kind.LEAVES;
            })
        .orElse(Kind.ASKS);
  }

  /** Numbers the nodes and finds the edges between them. */
  private static final class Builder {
    private final ActionCatalog catalog;
    private final List<Action> actions;
    private final Optional<List<ActionId>> trail;
    private final Map<ActionId, Integer> places = new HashMap<>();
    private final List<Node> ends = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<List<Integer>, Integer> walked = new HashMap<>();
    private final Map<Integer, Integer> visits = new HashMap<>();

    Builder(ActionCatalog catalog, List<Action> actions, Optional<List<ActionId>> trail) {
      this.catalog = catalog;
      this.actions = actions;
      this.trail = trail;
      for (int index = 0; index < actions.size(); index++) {
        places.putIfAbsent(actions.get(index).id(), index + 1);
      }
      trail.ifPresent(this::walk);
    }

    private void walk(List<ActionId> path) {
      int here = 0;
      visits.put(0, 1);
      for (ActionId action : path) {
        Integer there = places.get(action);
        if (there != null) {
          walked.merge(List.of(here, there), 1, Integer::sum);
          visits.merge(there, 1, Integer::sum);
          here = there;
        }
      }
    }

    Picture build() {
      edge(0, actions.isEmpty() ? end() : 1, "");
      FlowGraph graph = FlowGraph.of(catalog, actions);
      for (int place = 0; place < actions.size(); place++) {
        ways(graph, place);
      }
      Set<Integer> reachable = reachable();
      var nodes = new ArrayList<Node>();
      nodes.add(new Node(0, Kind.START, new Label("start", ""), "", times(0), true));
      for (int index = 0; index < actions.size(); index++) {
        Action action = actions.get(index);
        nodes.add(
            new Node(
                index + 1,
                kind(catalog.type(action.type())),
                Label.of(catalog, action),
                action.id().toString(),
                times(index + 1),
                reachable.contains(index + 1)));
      }
      ends.forEach(node ->
          nodes.add(
              new Node(
                  node.index(),
                  node.kind(),
                  node.label(),
                  "",
                  0,
                  reachable.contains(node.index()))));
      return new Picture(nodes, edges, trail.isPresent());
    }

    private int times(int index) {
      return visits.getOrDefault(index, 0);
    }

    private void edge(int from, int to, String label) {
      edges.add(new Edge(from, to, label, walked.getOrDefault(List.of(from, to), 0)));
    }

    /** An edge to each node that the action leads to, with all that leads there. */
    private void ways(FlowGraph graph, int place) {
      var names = new LinkedHashMap<Integer, List<String>>();
      for (FlowGraph.Edge edge : graph.from(place)) {
        if (edge.landing() != Landing.End.CALL) {
          names
              .computeIfAbsent(node(edge.landing()), key -> new ArrayList<>())
              .add(edge.exit().name());
        }
      }
      names.forEach((node, all) ->
          edge(
              place + 1,
              node,
              String.join(", ", all.stream().filter(name -> !name.isEmpty()).toList())));
    }

    private int node(Landing landing) {
      return switch (landing) {
        case Landing.At at -> at.place() + 1;
        case Landing.End over -> end();
        case Landing.Outside outside -> last(Kind.MISSING, outside.words());
      };
    }

    private int end() {
      return last(Kind.END, "end");
    }

    /** The one of these words; each is there once. */
    private int last(Kind kind, String words) {
      for (Node node : ends) {
        if (node.kind() == kind && node.label().title().equals(words)) {
          return node.index();
        }
      }
      int index = actions.size() + 1 + ends.size();
      ends.add(new Node(index, kind, new Label(words, ""), "", 0, true));
      return index;
    }

    private Set<Integer> reachable() {
      var found = new TreeSet<Integer>();
      var open = new ArrayList<Integer>();
      open.add(0);
      while (!open.isEmpty()) {
        int here = open.removeLast();
        if (found.add(here)) {
          edges.stream().filter(edge -> edge.from() == here).forEach(edge -> open.add(edge.to()));
        }
      }
      return found;
    }
  }
}
