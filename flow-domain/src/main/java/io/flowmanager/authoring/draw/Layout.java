package io.flowmanager.authoring.draw;

import io.flowmanager.authoring.draw.Picture.Edge;
import io.flowmanager.authoring.draw.Picture.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places nodes in layers from top to bottom. Edges lead down through the layers, each past a
 * waypoint in every layer between; those that lead back go round on the right.
 *
 * <p>The usual steps: break the cycles, give each node a layer, order each layer so that few edges
 * cross, then move everything as close to its neighbours as the order allows. All of it in a fixed
 * order, so that the same flow always looks the same.
 */
final class Layout {
  static final double LAYER_GAP = 26;
  static final double NODE_GAP = 28;
  static final double MARGIN = 24;
  private static final double LABEL_HEIGHT = 22;
  private static final double LANE_GAP = 14;
  private static final int SWEEPS = 24;
  private static final int BALANCING_SWEEPS = 60;

  /** A node, a waypoint or an edge's label, with its place. */
  static final class Box {
    final int node;
    double width;
    double height;
    int layer;
    double x;
    double y;
    double wanted;

    /** The coordinate where its layer begins. */
    double top;

    /** The coordinate where its layer ends. */
    double bottom;

    final List<Box> above = new ArrayList<>();
    final List<Box> below = new ArrayList<>();

    /**
     * @param node the node's index, -1 for a waypoint
     */
    Box(int node, double width, double height) {
      this.node = node;
      this.width = width;
      this.height = height;
    }

    boolean isWaypoint() {
      return node < 0;
    }

    double left() {
      return x - width / 2;
    }

    double right() {
      return x + width / 2;
    }

    double middle() {
      return y + height / 2;
    }
  }

  /**
   * An edge's way.
   *
   * @param boxes from its source to its target; just these two if it leads back
   * @param labelled the waypoint with the label; for one that leads back its lane's
   */
  record Route(Edge edge, List<Box> boxes, boolean back, Box labelled) {}

  private final Picture picture;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<List<Box>> layers = new ArrayList<>();
  private double width;
  private double height;

  Layout(Picture picture) {
    this.picture = picture;
    for (Node node : picture.nodes()) {
      Lettering lettering = Lettering.of(node);
      boxes.add(new Box(node.index(), lettering.width(), lettering.height()));
    }
    boolean[] back = back();
    layer(back);
    route(back);
    order();
    place();
    lanes();
  }

  Picture picture() {
    return picture;
  }

  Box box(Node node) {
    return boxes.get(node.index());
  }

  List<Route> routes() {
    return routes;
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  /** For each edge whether it leads back to where a walk down from the start comes from. */
  private boolean[] back() {
    var back = new boolean[picture.edges().size()];
    var state = new int[picture.nodes().size()];
    for (Node node : picture.nodes()) {
      if (state[node.index()] == 0) {
        walk(node.index(), state, back);
      }
    }
    return back;
  }

  /** Depth first, without recursion: flows may have ten thousand actions. */
  private void walk(int root, int[] state, boolean[] back) {
    var path = new ArrayList<Integer>();
    var next = new int[state.length];
    path.add(root);
    state[root] = 1;
    while (!path.isEmpty()) {
      int here = path.getLast();
      List<Integer> out = outgoing(here);
      if (next[here] == out.size()) {
        state[here] = 2;
        path.removeLast();
        continue;
      }
      int edge = out.get(next[here]++);
      int to = picture.edges().get(edge).to();
      if (state[to] == 1) {
        back[edge] = true;
      } else if (state[to] == 0) {
        state[to] = 1;
        path.add(to);
      }
    }
  }

  private List<List<Integer>> outgoing = List.of();

  private List<Integer> outgoing(int node) {
    if (outgoing.isEmpty()) {
      var lists = new ArrayList<List<Integer>>();
      picture.nodes().forEach(each -> lists.add(new ArrayList<>()));
      for (int edge = 0; edge < picture.edges().size(); edge++) {
        lists.get(picture.edges().get(edge).from()).add(edge);
      }
      outgoing = lists;
    }
    return outgoing.get(node);
  }

  /** As far up as the ways to it allow; a labelled edge has a layer between for its label. */
  private void layer(boolean[] back) {
    var waiting = new int[boxes.size()];
    for (int edge = 0; edge < back.length; edge++) {
      if (!back[edge]) {
        waiting[picture.edges().get(edge).to()]++;
      }
    }
    var open = new ArrayList<Integer>();
    for (int node = 0; node < waiting.length; node++) {
      if (waiting[node] == 0) {
        open.add(node);
      }
    }
    for (int at = 0; at < open.size(); at++) {
      Box here = boxes.get(open.get(at));
      for (int edge : outgoing(here.node)) {
        Edge leading = picture.edges().get(edge);
        if (!back[edge]) {
          Box there = boxes.get(leading.to());
          int length = leading.label().isEmpty() ? 1 : 2;
          there.layer = Math.max(there.layer, here.layer + length);
          if (--waiting[leading.to()] == 0) {
            open.add(leading.to());
          }
        }
      }
    }
    lowerUnreached(open, back);
  }

  /** Puts nodes that no way leads to right above what it leads to, not at the top. */
  private void lowerUnreached(List<Integer> order, boolean[] back) {
    for (int at = order.size() - 1; at >= 0; at--) {
      Box here = boxes.get(order.get(at));
      if (picture.nodes().get(here.node).reachable()) {
        continue;
      }
      int lowest = Integer.MAX_VALUE;
      for (int edge : outgoing(here.node)) {
        Edge leading = picture.edges().get(edge);
        if (!back[edge]) {
          int length = leading.label().isEmpty() ? 1 : 2;
          lowest = Math.min(lowest, boxes.get(leading.to()).layer - length);
        }
      }
      here.layer = lowest == Integer.MAX_VALUE ? here.layer : lowest;
    }
  }

  private void route(boolean[] back) {
    for (Box box : boxes) {
      layerOf(box.layer).add(box);
    }
    for (int index = 0; index < back.length; index++) {
      Edge edge = picture.edges().get(index);
      Box from = boxes.get(edge.from());
      Box to = boxes.get(edge.to());
      double labelWidth = edge.label().isEmpty() ? 0 : Lettering.labelWidth(edge.label());
      if (back[index]) {
        var lane = new Box(-1, labelWidth, edge.label().isEmpty() ? 0 : LABEL_HEIGHT);
        routes.add(new Route(edge, List.of(from, to), true, lane));
        continue;
      }
      var way = new ArrayList<Box>();
      way.add(from);
      for (int layer = from.layer + 1; layer < to.layer; layer++) {
        boolean first = layer == from.layer + 1 && labelWidth > 0;
        var point = new Box(-1, first ? labelWidth : 8, first ? LABEL_HEIGHT : 0);
        point.layer = layer;
        layerOf(layer).add(point);
        way.add(point);
      }
      way.add(to);
      for (int step = 1; step < way.size(); step++) {
        way.get(step - 1).below.add(way.get(step));
        way.get(step).above.add(way.get(step - 1));
      }
      routes.add(new Route(edge, way, false, way.get(Math.min(1, way.size() - 1))));
    }
  }

  private List<Box> layerOf(int layer) {
    while (layers.size() <= layer) {
      layers.add(new ArrayList<>());
    }
    return layers.get(layer);
  }

  /** Sorts each layer by where its neighbours are, down and up again, and keeps the best found. */
  private void order() {
    numbered();
    List<List<Box>> best = copy();
    long fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int step = 1; step < layers.size(); step++) {
        List<Box> layer = layers.get(down ? step : layers.size() - 1 - step);
        for (Box box : layer) {
          List<Box> others = down ? box.above : box.below;
          box.wanted = others.isEmpty() ? box.x : mean(others);
        }
        layer.sort(Comparator.comparingDouble(box -> box.wanted));
        number(layer);
      }
      long now = crossings();
      if (now < fewest) {
        fewest = now;
        best = copy();
      }
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      layers.set(layer, best.get(layer));
    }
    numbered();
  }

  private static double mean(List<Box> boxes) {
    double sum = 0;
    for (Box box : boxes) {
      sum += box.x;
    }
    return sum / boxes.size();
  }

  private List<List<Box>> copy() {
    var copy = new ArrayList<List<Box>>();
    layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
    return copy;
  }

  private void numbered() {
    layers.forEach(Layout::number);
  }

  private static void number(List<Box> layer) {
    for (int place = 0; place < layer.size(); place++) {
      layer.get(place).x = place;
    }
  }

  private long crossings() {
    long crossings = 0;
    for (List<Box> layer : layers) {
      for (int left = 0; left < layer.size(); left++) {
        for (int right = left + 1; right < layer.size(); right++) {
          for (Box one : layer.get(left).below) {
            for (Box other : layer.get(right).below) {
              crossings += one.x > other.x ? 1 : 0;
            }
          }
        }
      }
    }
    return crossings;
  }

  private void place() {
    for (List<Box> layer : layers) {
      double x = 0;
      for (Box box : layer) {
        box.x = x + box.width / 2;
        x += box.width + NODE_GAP;
      }
    }
    for (int sweep = 0; sweep < SWEEPS + BALANCING_SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int step = 0; step < layers.size(); step++) {
        List<Box> layer = layers.get(down ? step : layers.size() - 1 - step);
        for (Box box : layer) {
          // The last sweeps look both ways, so that nothing hangs to one side.
          boolean both = sweep >= SWEEPS;
          box.wanted = wanted(box, both || down, both || !down);
        }
        settle(layer);
      }
    }
    double left = Double.MAX_VALUE;
    for (List<Box> layer : layers) {
      for (Box box : layer) {
        left = Math.min(left, box.left());
      }
    }
    double y = MARGIN;
    for (List<Box> layer : layers) {
      double tallest = 0;
      for (Box box : layer) {
        box.x += MARGIN - left;
        tallest = Math.max(tallest, box.height);
        width = Math.max(width, box.right() + MARGIN);
      }
      for (Box box : layer) {
        box.top = y;
        box.bottom = y + tallest;
        box.y = y + (tallest - box.height) / 2;
      }
      y += tallest + LAYER_GAP;
    }
    height = y - LAYER_GAP + MARGIN;
  }

  private static double wanted(Box box, boolean up, boolean down) {
    double sum = 0;
    double weight = 0;
    if (up) {
      for (Box other : box.above) {
        double pull = pull(box, other);
        sum += pull * other.x;
        weight += pull;
      }
    }
    if (down) {
      for (Box other : box.below) {
        double pull = pull(box, other);
        sum += pull * other.x;
        weight += pull;
      }
    }
    return weight == 0 ? box.x : sum / weight;
  }

  /** Long edges are to be straight above all, then rows of actions without a choice. */
  private static double pull(Box one, Box other) {
    if (one.isWaypoint() && other.isWaypoint()) {
      return 8;
    }
    Box upper = one.layer < other.layer ? one : other;
    Box lower = upper == one ? other : one;
    return upper.below.size() == 1 && lower.above.size() == 1 ? 4 : 1;
  }

  /**
   * As near to where each is wanted as their order and widths allow: the least squares under
   * distances, found by merging neighbours that want to be in each other's place.
   */
  private static void settle(List<Box> layer) {
    int count = layer.size();
    var offset = new double[count];
    for (int index = 1; index < count; index++) {
      Box before = layer.get(index - 1);
      Box here = layer.get(index);
      offset[index] = offset[index - 1] + (before.width + here.width) / 2 + NODE_GAP;
    }
    var sums = new double[count];
    var weights = new double[count];
    var ends = new int[count];
    int blocks = 0;
    for (int index = 0; index < count; index++) {
      double weight = layer.get(index).isWaypoint() ? 4 : 1;
      sums[blocks] = weight * (layer.get(index).wanted - offset[index]);
      weights[blocks] = weight;
      ends[blocks] = index;
      blocks++;
      while (blocks > 1
          && sums[blocks - 2] / weights[blocks - 2] >= sums[blocks - 1] / weights[blocks - 1]) {
        sums[blocks - 2] += sums[blocks - 1];
        weights[blocks - 2] += weights[blocks - 1];
        ends[blocks - 2] = ends[blocks - 1];
        blocks--;
      }
    }
    int index = 0;
    for (int block = 0; block < blocks; block++) {
      double start = sums[block] / weights[block];
      for (; index <= ends[block]; index++) {
        layer.get(index).x = start + offset[index];
      }
    }
  }

  /** A lane for each edge that leads back, right of all that is beside it; short ones inside. */
  private void lanes() {
    List<Route> back =
        routes.stream()
            .filter(Route::back)
            .sorted(
                Comparator.<Route>comparingInt(
                        route -> route.boxes().get(0).layer - route.boxes().get(1).layer)
                    .thenComparingInt(route -> route.boxes().get(0).layer))
            .toList();
    var taken = new double[layers.size()];
    for (int layer = 0; layer < layers.size(); layer++) {
      taken[layer] = layers.get(layer).stream().mapToDouble(Box::right).max().orElse(0);
    }
    for (Route route : back) {
      Box from = route.boxes().get(0);
      Box to = route.boxes().get(1);
      double beside = Arrays.stream(taken, to.layer, from.layer + 1).max().orElse(0);
      Box lane = route.labelled();
      double half = Math.max(lane.width / 2, 6);
      lane.x = beside + LANE_GAP + half;
      lane.y = (from.middle() + to.middle()) / 2 - lane.height / 2;
      Arrays.fill(taken, to.layer, from.layer + 1, lane.x + half);
      width = Math.max(width, lane.x + half + MARGIN);
    }
  }
}
