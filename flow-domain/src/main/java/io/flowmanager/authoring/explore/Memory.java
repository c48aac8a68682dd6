package io.flowmanager.authoring.explore;

import io.flowmanager.authoring.graph.FlowGraph;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Cursor;
import io.flowmanager.domain.activeflow.Progress;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.activeflow.Stacks;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.type.OptionDescription;
import io.flowmanager.domain.type.OptionDescription.Role;
import io.flowmanager.domain.variable.Placeholders;
import io.flowmanager.domain.variable.ReservedVariables;
import io.flowmanager.domain.variable.Variables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of an activeflow's past that can still make a difference. How often a goto was taken
 * that no way leads to any more does not, nor does a variable that nobody reads: without forgetting
 * those, each menu that was passed would double the situations behind it.
 */
final class Memory {
  private final ActionCatalog catalog;
  private final List<Action> actions;
  private final FlowGraph graph;
  private final Map<Integer, BitSet> ahead = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private boolean everything;

  Memory(ActionCatalog catalog, List<Action> actions, ReferenceType reference) {
    this.catalog = catalog;
    this.actions = actions;
    graph = FlowGraph.of(catalog, actions, Optional.of(reference));
    read.add(ReservedVariables.CALL_DIGITS);
    actions.forEach(this::addRead);
  }

  private void addRead(Action action) {
    // Going through all texts is what this is for; nothing is looked for.
    action
        .options()
        .anyText(text -> {
          read.addAll(Placeholders.names(text));
          return false;
        });
    catalog.type(action.type()).ifPresent(type -> read.addAll(type.outline().reads()));
    options(action, Role.VARIABLE_READ)
        .filter(Text.class::isInstance)
        .forEach(name -> read.add(((Text) name).value()));
    // A name that comes out of a placeholder may be any.
    everything |= read.stream().anyMatch(name -> name.contains("${"));
  }

  private Stream<Value> options(Action action, Role role) {
    return catalog.type(action.type()).stream()
        .flatMap(type -> type.options().stream())
        .filter(option -> option.role() == role)
        .map(OptionDescription::name)
        .map(name -> action.options().value(name));
  }

  /** It, without what can make no difference any more. */
  Activeflow essence(Activeflow activeflow) {
    return new Activeflow(
        activeflow.id(),
        activeflow.origin(),
        activeflow.status(),
        stacks(activeflow),
        activeflow.cursor(),
        Progress.NONE,
        variables(activeflow.variables()),
        activeflow.times());
  }

  private Variables variables(Variables variables) {
    if (everything) {
      return variables;
    }
    var kept = new LinkedHashMap<>(variables.values());
    kept.keySet().retainAll(read);
    return new Variables(kept);
  }

  private Stacks stacks(Activeflow activeflow) {
    Cursor cursor = activeflow.cursor();
    Optional<Integer> place = graph.place(cursor.action().id());
    List<Action> now = mainActions(activeflow.stacks());
    if (activeflow.stacks().byId().size() > 1 || place.isEmpty() || changes(now).isEmpty()) {
      return activeflow.stacks();
    }
    BitSet again = ahead.computeIfAbsent(place.get(), graph::ahead);
    var kept = new ArrayList<Action>(now.size());
    for (int one = 0; one < now.size(); one++) {
      kept.add(again.get(one) ? now.get(one) : actions.get(one));
    }
    return Stacks.of(kept);
  }

  private static List<Action> mainActions(Stacks stacks) {
    return stacks.stack(StackId.MAIN).map(Stack::actions).orElse(List.of());
  }

  /** The actions that are not what they were at the start, such as a goto that counted. */
  @SuppressWarnings("ReferenceEquality") // the very same action: nothing changed
  private List<Action> changes(List<Action> now) {
    var changes = new ArrayList<Action>();
    for (int place = 0; place < now.size(); place++) {
      if (now.get(place) != actions.get(place)) {
        changes.add(now.get(place));
      }
    }
    return changes;
  }

  /**
   * A key that tells an essence from others and is quickly compared: not the whole flow each time.
   */
  Object keyOf(Activeflow essence) {
    Stacks stacks = essence.stacks();
    return List.of(
        essence.cursor(),
        essence.variables(),
        stacks.byId().size() > 1 ? stacks : changes(mainActions(stacks)));
  }
}
