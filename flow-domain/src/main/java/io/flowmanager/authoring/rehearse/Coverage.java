package io.flowmanager.authoring.rehearse;

import io.flowmanager.authoring.label.Label;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which actions of a flow were reached by rehearsals of it, and which never were.
 *
 * @param actions the flow's own
 * @param times for each action that was reached, how often
 */
public record Coverage(List<Action> actions, Map<ActionId, Integer> times) {
  public Coverage {
    actions = List.copyOf(actions);
    times = Map.copyOf(times);
  }

  public static Coverage of(Flow flow, List<Performance> performances) {
    return of(flow.actions(), performances);
  }

  /**
   * The same for a list.
   *
   * @param actions with the ids that they had in the performances
   */
  public static Coverage of(List<Action> actions, List<Performance> performances) {
    var times = new HashMap<ActionId, Integer>();
    performances.stream()
        .flatMap(performance -> performance.scenes().stream())
        .filter(scene -> scene.number() > 0)
        .forEach(scene -> times.merge(scene.action().id(), 1, Integer::sum));
    return new Coverage(actions, times);
  }

  /** The actions that no performance reached, in the flow's order. */
  public List<Action> neverReached() {
    return actions.stream().filter(action -> !times.containsKey(action.id())).toList();
  }

  public boolean isComplete() {
    return neverReached().isEmpty();
  }

  /** Every action was reached; else an {@link AssertionError} names those that were not. */
  public Coverage expectComplete() {
    if (!isComplete()) {
      throw new AssertionError("\n" + picture());
    }
    return this;
  }

  /** The number of actions that were reached, and a line for each that was not. */
  public String picture() {
    var lines = new ArrayList<String>();
    int reached = actions.size() - neverReached().size();
    lines.add("%d of %d actions were reached".formatted(reached, actions.size()));
    for (int index = 0; index < actions.size(); index++) {
      Action action = actions.get(index);
      if (!times.containsKey(action.id())) {
        lines.add(
            "  never #%d %s".formatted(index + 1, Label.of(ActionCatalog.standard(), action)));
      }
    }
    return String.join("\n", lines);
  }
}
