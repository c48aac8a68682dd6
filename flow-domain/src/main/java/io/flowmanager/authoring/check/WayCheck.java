package io.flowmanager.authoring.check;

import io.flowmanager.authoring.graph.FlowGraph;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Trait;
import io.flowmanager.domain.variable.ReservedVariables;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The part of a check that goes by where the actions lead. */
final class WayCheck {
  /** Whoever created an activeflow for these knows its id, and can continue it. */
  private static final Set<ReferenceType> STEPPED_BY_THEIR_CREATOR =
      EnumSet.of(ReferenceType.API, ReferenceType.AI);

  private final List<Draft> drafts;
  private final Purpose purpose;
  private final Findings findings;
  private final FlowGraph graph;
  private final BitSet reached;

  WayCheck(ActionCatalog catalog, List<Draft> drafts, Purpose purpose, Findings findings) {
    this.drafts = drafts;
    this.purpose = purpose;
    this.findings = findings;
    graph = FlowGraph.of(catalog, drafts.stream().map(Draft::today).toList(), purpose.reference());
    reached = graph.reached(place -> true);
  }

  void check() {
    skipped();
    if (!graph.isOpen()) {
      unreachable();
      loops();
    }
    if (isCall()) {
      heardBeforeAnswer();
      missingHangups();
    }
    blocks();
  }

  private void skipped() {
    for (Draft draft : drafts) {
      if (isSkipped(draft)) {
        findings.add(
            Code.SKIPPED,
            draft,
            draft.at(),
            "Expected an action that runs on %s, but %s does not"
                .formatted(
                    purpose.reference().map(WayCheck::nameOf).orElse(""), draft.today().type()));
      }
    }
  }

  private boolean isSkipped(Draft draft) {
    return draft.type().isPresent() && graph.isPassedOver(draft.index());
  }

  private static String nameOf(ReferenceType reference) {
    return reference == ReferenceType.NONE ? "nothing" : reference.wireName();
  }

  private void unreachable() {
    for (Draft draft : drafts) {
      if (!reached.get(draft.index())) {
        findings.add(
            Code.UNREACHABLE,
            draft,
            draft.at(),
            "Expected a way to lead to each action, but none leads to this one");
      }
    }
  }

  private void loops() {
    BitSet out = graph.leadingOut();
    var done = new BitSet();
    for (int place = reached.nextSetBit(0); place >= 0; place = reached.nextSetBit(place + 1)) {
      if (!out.get(place) && !done.get(place)) {
        int first = firstOfLoop(place, done);
        Draft draft = drafts.get(first);
        findings.add(
            Code.LOOP_WITHOUT_EXIT,
            draft,
            draft.at(),
            "Expected a way out of each loop, but none leads out of the one that this action is"
                + " in");
      }
    }
  }

  /** The first action of a loop that one gets into from here; all that it leads to is done then. */
  private int firstOfLoop(int from, BitSet done) {
    var walked = new BitSet();
    int place = from;
    while (!walked.get(place)) {
      walked.set(place);
      place = graph.after(place).getFirst();
    }
    int first = place;
    for (int one = graph.after(place).getFirst(); one != place; one = graph.after(one).getFirst()) {
      first = Math.min(first, one);
    }
    done.or(walked);
    var next = new ArrayDeque<Integer>(List.of(place));
    while (!next.isEmpty()) {
      for (int successor : graph.after(next.remove())) {
        if (!done.get(successor)) {
          done.set(successor);
          next.add(successor);
        }
      }
    }
    return first;
  }

  /** True if the flow is for calls, as far as one can see. */
  private boolean isCall() {
    return purpose
        .reference()
        .map(reference -> reference == ReferenceType.CALL)
        .orElseGet(() -> drafts.stream().anyMatch(WayCheck::needsACall));
  }

  private static boolean needsACall(Draft draft) {
    return draft.type().filter(type -> type.medium() == Medium.REALTIME).isPresent();
  }

  private static boolean is(Draft draft, Trait trait) {
    return draft.type().filter(type -> type.is(trait)).isPresent();
  }

  private void heardBeforeAnswer() {
    if (!purpose.beginsWithTheCall()) {
      return;
    }
    // Past the first that is heard nothing is said again.
    BitSet untaken =
        graph.reached(place ->
            !is(drafts.get(place), Trait.TAKES_THE_CALL)
                && !is(drafts.get(place), Trait.RUNS_UNKNOWN_ACTIONS)
                && !is(drafts.get(place), Trait.IS_HEARD));
    for (Draft draft : drafts) {
      if (untaken.get(draft.index()) && is(draft, Trait.IS_HEARD)) {
        findings.add(
            Code.HEARD_BEFORE_ANSWER,
            draft,
            draft.at(),
            "Expected the call to be taken before %s, but a way leads here without"
                .formatted(draft.today().type()));
      }
    }
  }

  private void missingHangups() {
    if (!purpose.endsWithTheCall()) {
      return;
    }
    for (Draft draft : drafts) {
      if (reached.get(draft.index())
          && graph.after(draft.index()).contains(graph.end())
          && !is(draft, Trait.RUNS_UNKNOWN_ACTIONS)) {
        findings.add(
            Code.MISSING_HANGUP,
            draft,
            draft.at(),
            "Expected the call to end with a hangup, but the flow ends after this "
                + draft.today().type());
      }
    }
  }

  private void blocks() {
    boolean someoneKnows =
        purpose.reference().filter(type -> !STEPPED_BY_THEIR_CREATOR.contains(type)).isEmpty();
    if (someoneKnows || !purpose.whole()) {
      return;
    }
    BitSet untold = graph.reached(place -> !tellsWhichActiveflow(drafts.get(place)));
    for (Draft draft : drafts) {
      if (untold.get(draft.index())
          && is(draft, Trait.WAITS_TO_BE_CONTINUED)
          && !isSkipped(draft)) {
        findings.add(
            Code.BLOCK_WITHOUT_CONTINUATION,
            draft,
            draft.at(),
            "Expected someone to know the activeflow that waits here, but nobody was told");
      }
    }
  }

  private static boolean tellsWhichActiveflow(Draft draft) {
    return draft.type().filter(WayCheck::names).isPresent()
        || draft
            .options()
            .anyText(text -> text.contains("${" + ReservedVariables.ACTIVEFLOW_ID + "}"));
  }

  private static boolean names(ActionType<?> type) {
    return type.is(Trait.NAMES_THE_ACTIVEFLOW);
  }
}
