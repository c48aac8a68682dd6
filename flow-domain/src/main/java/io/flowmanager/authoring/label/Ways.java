package io.flowmanager.authoring.label;

import static java.util.stream.Collectors.joining;

import io.flowmanager.authoring.label.Way.Target;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.catalog.Branch;
import io.flowmanager.domain.catalog.ConditionCallDigits;
import io.flowmanager.domain.catalog.ConditionCallStatus;
import io.flowmanager.domain.catalog.ConditionDatetime;
import io.flowmanager.domain.catalog.ConditionVariable;
import io.flowmanager.domain.catalog.Goto;
import io.flowmanager.domain.catalog.Hangup;
import io.flowmanager.domain.catalog.Stop;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the actions of a flow lead, as far as they say so themselves: for a flow that runs for a
 * call, whose services bring no actions of their own.
 */
public final class Ways {
  private static final Set<String> CONDITIONS =
      Set.of(
          ConditionCallDigits.TYPE.name(),
          ConditionCallStatus.TYPE.name(),
          ConditionDatetime.TYPE.name(),
          ConditionVariable.TYPE.name());

  private final List<Action> actions;
  private final Set<ActionId> known = new HashSet<>();

  private Ways(List<Action> actions) {
    this.actions = List.copyOf(actions);
    actions.forEach(action -> known.add(action.id()));
  }

  public static Ways of(List<Action> actions) {
    return new Ways(actions);
  }

  /** Whether an action's ways part by what is so. */
  public static boolean isDecision(Action action) {
    return CONDITIONS.contains(action.type()) || Wording.isOf(Branch.TYPE, action);
  }

  /**
   * The ways on from an action, none twice to the same target; empty after a hangup.
   *
   * @param index the action's place in the list
   */
  public List<Way> from(int index) {
    Action action = actions.get(index);
    Target below = below(index);
    if (Wording.isOf(Hangup.TYPE, action)) {
      return List.of();
    }
    if (Wording.isOf(Stop.TYPE, action)) {
      return List.of(new Way(Target.End.END, ""));
    }
    var labels = new LinkedHashMap<Target, List<String>>();
    if (Wording.isOf(Branch.TYPE, action)) {
      branches(action.options(), labels);
    } else if (Wording.isOf(Goto.TYPE, action)) {
      jumps(action.options(), below, labels);
    } else if (CONDITIONS.contains(action.type())) {
      add(labels, below, "yes");
      add(labels, target(action.options(), "false_target_id"), "no");
    } else {
      add(labels, below, "");
    }
    return labels.entrySet().stream()
        .map(way -> new Way(way.getKey(), way.getValue().stream().collect(joining(", "))))
        .toList();
  }

  private Target below(int index) {
    ActionId next = actions.get(index).next();
    if (!next.isNone()) {
      return target(next);
    }
    return index + 1 < actions.size()
        ? new Target.Known(actions.get(index + 1).id())
        : Target.End.END;
  }

  private void branches(Options options, Map<Target, List<String>> labels) {
    Options targets = members(options);
    for (String value : targets.members().values().keySet()) {
      add(labels, target(targets, value), value.isEmpty() ? "nothing" : value);
    }
    add(labels, target(options, "default_target_id"), "other");
  }

  private static Options members(Options options) {
    try {
      return options.object("target_ids");
    } catch (FlowException notReadable) {
      return Options.NONE;
    }
  }

  private void jumps(Options options, Target below, Map<Target, List<String>> labels) {
    Target target = target(options, "target_id");
    try {
      if (options.has("loop") && !options.flag("loop")) {
        add(labels, target, "");
        return;
      }
      int times = options.integer("loop_count");
      if (times > 0) {
        add(labels, target, times == 1 ? "once" : times + " times");
      }
      add(labels, below, times > 0 ? "then" : "");
    } catch (FlowException notReadable) {
      add(labels, target, "so many times");
      add(labels, below, "then");
    }
  }

  private Target target(Options options, String name) {
    try {
      return target(options.optionalId(name, ActionId::new));
    } catch (FlowException notReadable) {
      return new Target.Elsewhere(placeholderOr(options, name));
    }
  }

  private static String placeholderOr(Options options, String name) {
    try {
      return options.text(name);
    } catch (FlowException notEvenAText) {
      return "no action";
    }
  }

  private Target target(ActionId action) {
    if (action.equals(ActionId.FINISH)) {
      return Target.End.END;
    }
    if (action.isNone()) {
      return new Target.Elsewhere("no action");
    }
    return known.contains(action)
        ? new Target.Known(action)
        : new Target.Elsewhere("an action that is not here: " + action);
  }

  private static void add(Map<Target, List<String>> labels, Target target, String label) {
    List<String> there = labels.computeIfAbsent(target, key -> new ArrayList<>());
    if (!label.isEmpty()) {
      there.add(label);
    }
  }
}
