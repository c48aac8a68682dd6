package io.flowmanager.authoring.check;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionType;
import io.flowmanager.domain.catalog.Goto;
import io.flowmanager.domain.catalog.OptionDescription;
import io.flowmanager.domain.catalog.OptionDescription.Role;
import io.flowmanager.domain.catalog.Trait;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.Ids;
import io.flowmanager.domain.variable.Placeholders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Which action may come after which. Actions go by their places in the list; {@link #end()} comes
 * after the last.
 */
final class Ways {
  private final List<Draft> drafts;
  private final Optional<ReferenceType> reference;
  private final Map<ActionId, Integer> places = new HashMap<>();
  private final List<List<Integer>> after = new ArrayList<>();
  private final BitSet leaving = new BitSet();
  private boolean open;

  Ways(List<Draft> drafts, Optional<ReferenceType> reference) {
    this.drafts = drafts;
    this.reference = reference;
    drafts.forEach(draft -> places.putIfAbsent(draft.id(), draft.index()));
    drafts.forEach(draft -> after.add(List.copyOf(successors(draft))));
  }

  int end() {
    return drafts.size();
  }

  /** Whether some lead where nobody knows yet. */
  boolean areOpen() {
    return open;
  }

  /** What may come after it, {@link #end()} among them. */
  List<Integer> after(int place) {
    return after.get(place);
  }

  /** Whether it may lead out of the list otherwise than by its end. */
  boolean leaves(int place) {
    return leaving.get(place);
  }

  /** Whether it is passed over on what the flow is to run for. */
  boolean isSkipped(Draft draft) {
    return draft
        .type()
        .filter(type -> reference.isPresent() && !type.medium().fits(medium()))
        .isPresent();
  }

  private Medium medium() {
    return reference.map(ReferenceType::medium).orElse(Medium.ANY);
  }

  private List<Integer> successors(Draft draft) {
    var successors = new ArrayList<Integer>();
    if (draft.type().isEmpty() || isSkipped(draft)) {
      successors.add(below(draft));
      return successors;
    }
    ActionType<?> type = draft.type().get();
    if (type.is(Trait.NEVER_GOES_ON_BELOW)) {
      leaving.set(draft.index(), targetOptions(type).findAny().isEmpty());
    } else if (goesOnBelow(draft)) {
      successors.add(below(draft));
    }
    if (type.is(Trait.RUNS_UNKNOWN_ACTIONS)) {
      leaving.set(draft.index());
    }
    if (!draft.is(Goto.TYPE) || goesThere(draft)) {
      targetOptions(type)
          .forEach(option -> collect(draft, value(draft, option.name()), successors));
    }
    if (successors.isEmpty()) {
      leaving.set(draft.index());
    }
    return successors.stream().distinct().toList();
  }

  private static Stream<OptionDescription> targetOptions(ActionType<?> type) {
    return type.options().stream().filter(option -> option.role() == Role.TARGET);
  }

  private static Value value(Draft draft, String name) {
    return draft.options().value(name);
  }

  private static boolean goesOnBelow(Draft draft) {
    return !draft.is(Goto.TYPE) || goTo(draft).filter(Goto::endless).isEmpty();
  }

  /** Whether it may; a count that is not known yet may be any. */
  private static boolean goesThere(Draft draft) {
    return value(draft, "loop_count") instanceof Text
        || goTo(draft).map(Goto::goesThere).orElse(true);
  }

  private static Optional<Goto> goTo(Draft draft) {
    try {
      return Optional.of(Goto.TYPE.read(draft.options()));
    } catch (FlowException notReadable) {
      return Optional.empty();
    }
  }

  /** The action's own next, or the one below. What is not there ends the flow. */
  private int below(Draft draft) {
    ActionId next = draft.today().next();
    if (next.isNone()) {
      return draft.index() + 1;
    }
    return places.getOrDefault(next, end());
  }

  private void collect(Draft draft, Value target, List<Integer> successors) {
    switch (target) {
      case Text text -> {
        if (!Placeholders.names(text.value()).isEmpty()) {
          open = true;
          return;
        }
        Optional<ActionId> id = Ids.parse(text.value()).map(ActionId::new);
        Optional<Integer> place = id.map(places::get);
        place.ifPresent(successors::add);
        // An action of others around, or a failure: either way it goes on here no more.
        leaving.set(draft.index(), leaves(draft.index()) || place.isEmpty());
      }
      case Members members ->
          members.values().values().forEach(one -> collect(draft, one, successors));
      case Items items -> {}
      case Numeral number -> {}
      case Flag flag -> {}
      case Nothing nothing -> {}
    }
  }

  /** Where one gets to from the first action, going on only from what {@code through} says. */
  BitSet reached(IntPredicate through) {
    var reached = new BitSet();
    var next = new ArrayDeque<Integer>();
    if (!drafts.isEmpty()) {
      reached.set(0);
      next.add(0);
    }
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

  /** From where one can get out: to the end, or away. */
  BitSet leadingOut() {
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
