package io.flowmanager.authoring.draw;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import java.util.List;
import java.util.Optional;

/**
 * A picture of a flow, to be had in several forms. Does not change; the same flow gives the same
 * text each time, so a picture can be kept beside its flow and compared.
 */
public final class Drawing {
  /**
   * Number of actions that an SVG can have. The layout takes its time with long edges that cross,
   * and nobody finds their way in a larger picture.
   */
  public static final int SVG_ACTIONS_MAX = 300;

  private final ActionCatalog catalog;
  private final List<Action> actions;
  private final Optional<List<ActionId>> trail;

  private Drawing(ActionCatalog catalog, List<Action> actions, Optional<List<ActionId>> trail) {
    this.catalog = requireNonNull(catalog, "catalog");
    this.actions = List.copyOf(actions);
    this.trail = trail;
  }

  public static Drawing of(Flow flow) {
    return of(flow.actions());
  }

  /**
   * A picture of actions in order.
   *
   * @param actions each with an id of its own
   */
  public static Drawing of(List<Action> actions) {
    return of(ActionCatalog.standard(), actions);
  }

  /** The same, with types of one's own among them. */
  public static Drawing of(ActionCatalog catalog, List<Action> actions) {
    return new Drawing(catalog, actions, Optional.empty());
  }

  /**
   * This with the way marked that led through these actions, in this order. Those that are not in
   * the flow, because they were pushed on the way, are passed over.
   */
  public Drawing marking(List<ActionId> path) {
    return new Drawing(catalog, actions, Optional.of(List.copyOf(requireNonNull(path, "path"))));
  }

  /**
   * An SVG document that looks well on light and dark pages, and needs nothing from elsewhere: no
   * font, no script.
   *
   * @throws FlowException TOO_MANY_ACTIONS above {@link #SVG_ACTIONS_MAX}
   */
  public String svg() {
    if (actions.size() > SVG_ACTIONS_MAX) {
      throw new FlowException(
          Reason.TOO_MANY_ACTIONS,
          "Expected at most %d actions to be drawn, but there are %d"
              .formatted(SVG_ACTIONS_MAX, actions.size()));
    }
    return new Svg(new Layout(picture())).text();
  }

  /** A flowchart for Mermaid. */
  public String mermaid() {
    return Mermaid.text(picture());
  }

  /** A digraph for Graphviz. */
  public String dot() {
    return Dot.text(picture());
  }

  private Picture picture() {
    return Picture.of(catalog, actions, trail);
  }
}
