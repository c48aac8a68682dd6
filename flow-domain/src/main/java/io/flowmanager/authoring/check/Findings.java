package io.flowmanager.authoring.check;

import io.flowmanager.domain.id.ActionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Those of one list of actions, as they are found. */
final class Findings {
  private final List<Placed> all = new ArrayList<>();

  private record Placed(int index, Finding finding) {}

  void add(Code code, Draft draft, Pointer at, String message) {
    add(code, draft, at, message, code.hint());
  }

  void add(Code code, Draft draft, Pointer at, String message, String hint) {
    all.add(
        new Placed(draft.index(), new Finding(code, at.text(), draft.given().id(), message, hint)));
  }

  /** A finding about an action that is not even the shape of one. */
  void add(Code code, int index, Pointer at, String message) {
    all.add(new Placed(index, new Finding(code, at.text(), ActionId.NONE, message, code.hint())));
  }

  /** A finding about no action in particular. */
  void add(Code code, Pointer at, String message) {
    all.add(new Placed(-1, new Finding(code, at.text(), ActionId.NONE, message, code.hint())));
  }

  /** Those of actions that are part of another. */
  void addAll(Draft draft, List<Finding> nested) {
    nested.forEach(finding -> all.add(new Placed(draft.index(), finding)));
  }

  /** In the order of the actions; of one action as they were found. */
  List<Finding> inOrder() {
    return all.stream()
        .sorted(Comparator.comparingInt(Placed::index))
        .map(Placed::finding)
        .toList();
  }
}
