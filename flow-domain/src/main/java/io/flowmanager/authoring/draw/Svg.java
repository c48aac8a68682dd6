package io.flowmanager.authoring.draw;

import io.flowmanager.authoring.draw.Layout.Box;
import io.flowmanager.authoring.draw.Layout.Route;
import io.flowmanager.authoring.draw.Picture.Kind;
import io.flowmanager.authoring.draw.Picture.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A layout as an SVG document. */
final class Svg {
  private static final double CORNER = 9;

  /** The distance from a layer at which edges run that lead back. */
  private static final double BACK_GAP = 11;

  private static final String STYLE =
      """
      .flow{--bg:#fff;--card:#f8f9fb;--line:#d5dae1;--ink:#1c2430;--soft:#5b6675;--edge:#8a94a3;--walk:#d9480f;\
      --speaks:#1864ab;--listens:#087f5b;--decides:#a8590a;--asks:#5f3dc4;--works:#495057;--leaves:#b02a37}
      @media (prefers-color-scheme:dark){.flow{--bg:#0d1117;--card:#161b22;--line:#343b45;--ink:#e6edf3;\
      --soft:#9aa5b1;--edge:#6e7781;--walk:#ff922b;--speaks:#74c0fc;--listens:#63e6be;--decides:#ffc078;\
      --asks:#b197fc;--works:#adb5bd;--leaves:#ff8787}}
      .flow text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;font-size:13px;fill:var(--ink)}
      .flow .bg{fill:var(--bg)}
      .flow .card{fill:var(--card);stroke:var(--line);stroke-width:1.2}
      .flow .bar{fill:var(--kind)}
      .flow .title{font-size:11.5px;font-weight:650;letter-spacing:.02em;fill:var(--kind)}
      .flow .pill{fill:var(--card);stroke:var(--soft);stroke-width:1.2}
      .flow .pill-text{font-size:12px;fill:var(--soft);text-anchor:middle}
      .flow .edge{fill:none;stroke:var(--edge);stroke-width:1.4}
      .flow .head{fill:var(--edge)}
      .flow .label{fill:var(--bg)}
      .flow .label-text{font-size:11.5px;fill:var(--soft);text-anchor:middle}
      .flow .speaks{--kind:var(--speaks)} .flow .listens{--kind:var(--listens)} .flow .decides{--kind:var(--decides)}
      .flow .asks{--kind:var(--asks)} .flow .works{--kind:var(--works)} .flow .leaves{--kind:var(--leaves)} .flow .missing{--kind:var(--leaves)}
      .flow .missing .card,.flow .unreached .card,.flow .unreached .pill{stroke-dasharray:5 4}
      .flow .unreached text{fill:var(--soft)}
      .flow .walked .card,.flow .walked .pill{stroke:var(--walk);stroke-width:2.2}
      .flow .walked .edge{stroke:var(--walk);stroke-width:2.4}
      .flow .walked .head{fill:var(--walk)} .flow .walked .label-text{fill:var(--walk);font-weight:650}
      .flow .visits{font-size:11px;font-weight:650;fill:var(--walk);text-anchor:end}
      .flow .aside{opacity:.42}
      """;

  private final Layout layout;
  private final StringBuilder text = new StringBuilder();
  private final Map<Route, Double> leaving = new HashMap<>();
  private final Map<Route, Double> arriving = new HashMap<>();

  Svg(Layout layout) {
    this.layout = layout;
    ports();
  }

  String text() {
    String width = number(layout.width());
    String height = number(layout.height());
    line(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"flow\" role=\"img\" width=\"%1$s\""
                + " height=\"%2$s\" viewBox=\"0 0 %1$s %2$s\">")
            .formatted(width, height));
    line("<title>%s</title>".formatted(escaped(title())));
    line("<style>\n%s</style>".formatted(STYLE));
    line("<rect class=\"bg\" width=\"%s\" height=\"%s\" rx=\"12\"/>".formatted(width, height));
    // What was walked last, so that it lies on top.
    layout.routes().stream()
        .sorted(Comparator.comparingInt(route -> Math.min(route.edge().visits(), 1)))
        .forEach(this::edge);
    layout.routes().stream().filter(route -> !route.edge().label().isEmpty()).forEach(this::label);
    layout.picture().nodes().forEach(this::node);
    line("</svg>");
    return text.toString();
  }

  private String title() {
    long actions = layout.picture().nodes().stream().filter(node -> !node.id().isEmpty()).count();
    return "A flow of %d action%s".formatted(actions, actions == 1 ? "" : "s");
  }

  /** Edges of one node side by side, in the order of where they come from and lead to. */
  private void ports() {
    for (Node node : layout.picture().nodes()) {
      Box box = layout.box(node);
      spread(
          box,
          leaving,
          layout.routes().stream()
              .filter(route -> route.boxes().getFirst() == box)
              .sorted(Comparator.comparing(Route::back).thenComparingDouble(Svg::leadingTo))
              .toList());
      spread(
          box,
          arriving,
          layout.routes().stream()
              .filter(route -> route.boxes().getLast() == box)
              .sorted(Comparator.comparing(Route::back).thenComparingDouble(Svg::comingFrom))
              .toList());
    }
  }

  private static double leadingTo(Route route) {
    return route.back() ? route.labelled().x : route.boxes().get(1).x;
  }

  private static double comingFrom(Route route) {
    return route.back() ? route.labelled().x : route.boxes().get(route.boxes().size() - 2).x;
  }

  /** Those that lead on about the middle, those that lead back right of them. */
  private static void spread(Box box, Map<Route, Double> ports, List<Route> routes) {
    int count = routes.size();
    double gap = count < 2 ? 0 : Math.min(20, (box.width - 36) / (count - 1));
    int on = (int) routes.stream().filter(route -> !route.back()).count();
    double start = box.x - (Math.max(on, 1) - 1) / 2.0 * gap;
    start = Math.min(start, box.right() - 14 - (count - 1) * gap);
    int place = 0;
    for (Route route : routes) {
      ports.put(route, count == 1 ? box.x : start + place * gap);
      place++;
    }
  }

  private void edge(Route route) {
    double x = leaving.getOrDefault(route, 0.0);
    double end = arriving.getOrDefault(route, 0.0);
    Box from = route.boxes().getFirst();
    Box to = route.boxes().getLast();
    var path = new StringBuilder("M%s %s".formatted(number(x), number(from.y + from.height)));
    if (route.back()) {
      around(path, x, end, route);
    } else {
      down(path, x, end, route.boxes());
    }
    line("<g%s>".formatted(walked(route.edge().visits(), "")));
    line("<path class=\"edge\" d=\"%s\"/>".formatted(path));
    line("<path class=\"head\" d=\"M%s %sl-4.5 -8h9z\"/>".formatted(number(end), number(to.y)));
    line("</g>");
  }

  private static void down(StringBuilder path, double start, double end, List<Box> boxes) {
    double x = start;
    double y = boxes.getFirst().bottom;
    path.append("V").append(number(y));
    for (int index = 1; index < boxes.size(); index++) {
      Box box = boxes.get(index);
      boolean last = index == boxes.size() - 1;
      double nextX = last ? end : box.x;
      double middle = (y + box.top) / 2;
      if (Math.abs(nextX - x) > 0.5) {
        path.append(
            "C%s %s %s %s %s %s"
                .formatted(
                    number(x),
                    number(middle),
                    number(nextX),
                    number(middle),
                    number(nextX),
                    number(box.top)));
        x = nextX;
      }
      y = last ? box.y - 6 : box.bottom;
      path.append("V").append(number(y));
    }
  }

  private static void around(StringBuilder path, double start, double end, Route route) {
    double low = route.boxes().getFirst().bottom + BACK_GAP;
    double high = route.boxes().getLast().top - BACK_GAP - 5;
    double lane = route.labelled().x;
    corner(path, start, low - CORNER, start, low, start + CORNER, low);
    corner(path, lane - CORNER, low, lane, low, lane, low - CORNER);
    corner(path, lane, high + CORNER, lane, high, lane - CORNER, high);
    corner(path, end + CORNER, high, end, high, end, high + CORNER);
    path.append("L%s %s".formatted(number(end), number(route.boxes().getLast().y - 6)));
  }

  private static void corner(
      StringBuilder path, double x, double y, double atX, double atY, double toX, double toY) {
    path.append(
        "L%s %sQ%s %s %s %s"
            .formatted(number(x), number(y), number(atX), number(atY), number(toX), number(toY)));
  }

  private void label(Route route) {
    Box at = route.labelled();
    double middle = route.back() ? at.y + at.height / 2 : at.middle();
    line("<g%s>".formatted(walked(route.edge().visits(), "")));
    line(
        "<rect class=\"label\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"18\" rx=\"9\"/>"
            .formatted(number(at.x - at.width / 2), number(middle - 9), number(at.width)));
    line(
        "<text class=\"label-text\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(number(at.x), number(middle + 4), escaped(route.edge().label())));
    line("</g>");
  }

  private void node(Node node) {
    Box box = layout.box(node);
    String kind = node.kind().name().toLowerCase(Locale.ROOT);
    line("<g%s>".formatted(walked(node.visits(), node.reachable() ? kind : kind + " unreached")));
    if (!node.id().isEmpty()) {
      line("<title>%s</title>".formatted(escaped(node.label().title() + ' ' + node.id())));
    }
    if (node.kind() == Kind.START || node.kind() == Kind.END) {
      pill(node, box);
    } else {
      card(node, box);
    }
    line("</g>");
  }

  private void pill(Node node, Box box) {
    line(
        "<rect class=\"pill\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"14\"/>"
            .formatted(number(box.left()), number(box.y), number(box.width), number(box.height)));
    line(
        "<text class=\"pill-text\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(number(box.x), number(box.middle() + 4), escaped(node.label().title())));
  }

  private void card(Node node, Box box) {
    Lettering lettering = Lettering.of(node);
    if (node.kind() == Kind.DECIDES) {
      hexagon(box);
    } else {
      line(
          "<rect class=\"card\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\"/>"
              .formatted(number(box.left()), number(box.y), number(box.width), number(box.height)));
      line(
          "<rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"4\" height=\"%s\" rx=\"2\"/>"
              .formatted(number(box.left() + 5), number(box.y + 9), number(box.height - 18)));
    }
    double x = box.left() + Lettering.PADDING + 4;
    double y = box.y + Lettering.PADDING + 9;
    line(
        "<text class=\"title\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(number(x), number(y), escaped(lettering.title())));
    if (node.visits() > 1) {
      line(
          "<text class=\"visits\" x=\"%s\" y=\"%s\">×%d</text>"
              .formatted(number(box.right() - Lettering.PADDING + 2), number(y), node.visits()));
    }
    for (String each : lettering.lines()) {
      y += Lettering.LINE_HEIGHT;
      line("<text x=\"%s\" y=\"%s\">%s</text>".formatted(number(x), number(y), escaped(each)));
    }
  }

  private void hexagon(Box box) {
    double tip = 9;
    var points = new ArrayList<String>();
    points.add(point(box.left(), box.middle()));
    points.add(point(box.left() + tip, box.y));
    points.add(point(box.right() - tip, box.y));
    points.add(point(box.right(), box.middle()));
    points.add(point(box.right() - tip, box.y + box.height));
    points.add(point(box.left() + tip, box.y + box.height));
    line(
        "<polygon class=\"card\" style=\"stroke-linejoin:round\" points=\"%s\"/>"
            .formatted(String.join(" ", points)));
  }

  private static String point(double x, double y) {
    return number(x) + ',' + number(y);
  }

  /** The class of what the marked way came by, or not. */
  private String walked(int visits, String classes) {
    String all =
        !layout.picture().marked()
            ? classes
            : (classes + (visits > 0 ? " walked" : " aside")).strip();
    return all.isEmpty() ? "" : " class=\"" + all + "\"";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** In tenths of a pixel, and always with a point. */
  private static String number(double number) {
    long tenths = Math.round(number * 10);
    return tenths % 10 == 0
        ? Long.toString(tenths / 10)
        : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }

  /** Fit for a text and for an attribute; what XML has no place for becomes U+FFFD. */
  static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(sign -> {
          switch (sign) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(isXml(sign) ? sign : 0xFFFD);
          }
        });
    return escaped.toString();
  }

  private static boolean isXml(int sign) {
    return sign == '\t'
        || sign == '\n'
        || sign == '\r'
        || (sign >= 0x20 && sign < 0xD800)
        || (sign >= 0xE000 && sign < 0xFFFE)
        || sign >= 0x10000;
  }
}
