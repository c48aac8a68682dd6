package io.flowmanager.authoring.check;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.ActionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks at all of a flow before a caller meets it.
 *
 * <pre>{@code
 * var check = new FlowCheck(ActionCatalog.standard());
 * List<Finding> findings = check.check(actions, Purpose.ANY.on(ReferenceType.CALL));
 * }</pre>
 *
 * <p>A text with placeholders is not judged: what it will be nobody knows yet. Actions within
 * actions, those of a call's callees, are looked at as well. Has no state and may be used from any
 * thread.
 */
public final class FlowCheck {
  /** The first half of the ids that actions without one go by while they are looked at. */
  private static final long UNNAMED = 0xF10C_0000_0000_0000L;

  private final ActionCatalog catalog;

  public FlowCheck(ActionCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog");
  }

  /** All that is found, in the order of the actions. */
  public List<Finding> check(List<Action> actions, Purpose purpose) {
    var findings = new Findings();
    return isTooLong(actions, Pointer.ACTIONS, findings)
        ? findings.inOrder()
        : check(actions, Pointer.ACTIONS, purpose, findings);
  }

  /** The same for actions as they came, which may not even have the shape of some. */
  public List<Finding> check(Items actions, Purpose purpose) {
    return check(actions, Pointer.ACTIONS, purpose);
  }

  /** Those of a list that stands at {@code at}. */
  List<Finding> check(Items actions, Pointer at, Purpose purpose) {
    var findings = new Findings();
    if (isTooLong(actions.values(), at, findings)) {
      return findings.inOrder();
    }
    var read = new ArrayList<Action>();
    for (int index = 0; index < actions.values().size(); index++) {
      read.add(new Shape(index, at.to(index), findings).read(actions.values().get(index)));
    }
    return check(read, at, purpose, findings);
  }

  private static boolean isTooLong(List<?> actions, Pointer at, Findings findings) {
    if (actions.size() <= ActionCatalog.ACTIONS_MAX) {
      return false;
    }
    findings.add(
        Code.TOO_MANY_ACTIONS,
        at,
        "Expected at most %d actions, but there are %d"
            .formatted(ActionCatalog.ACTIONS_MAX, actions.size()));
    return true;
  }

  private List<Finding> check(
      List<Action> actions, Pointer at, Purpose purpose, Findings findings) {
    List<Draft> drafts = drafts(actions, at, findings);
    checkIds(drafts, purpose, findings);
    var options = new OptionCheck(this, catalog, drafts, purpose, findings);
    drafts.forEach(options::check);
    new VariableCheck(findings).check(drafts, !at.equals(Pointer.ACTIONS));
    new WayCheck(catalog, drafts, purpose, findings).check();
    return findings.inOrder();
  }

  private List<Draft> drafts(List<Action> actions, Pointer at, Findings findings) {
    var drafts = new ArrayList<Draft>();
    for (int index = 0; index < actions.size(); index++) {
      drafts.add(draft(index, actions.get(index), at.to(index), findings));
    }
    List<Action> all = drafts.stream().map(Draft::today).toList();
    return drafts.stream().map(draft -> settled(draft, all, findings)).toList();
  }

  private Draft draft(int index, Action given, Pointer at, Findings findings) {
    Optional<Action> today = Optional.empty();
    try {
      today = catalog.inTodaysWords(given);
    } catch (FlowException unreadable) {
      var draft = new Draft(index, at, given, given, Optional.empty());
      findings.add(Code.WRONG_KIND, draft, draft.option(), OptionCheck.messageOf(unreadable));
      return draft.with(identified(index, given));
    }
    Optional<ActionType<?>> type = today.flatMap(action -> catalog.type(action.type()));
    var draft = new Draft(index, at, given, identified(index, today.orElse(given)), type);
    if (type.isEmpty()) {
      findings.add(
          Code.UNKNOWN_TYPE,
          draft,
          given.type().isEmpty() ? at : at.to("type"),
          given.type().isEmpty()
              ? "Expected an action to have a type, but there is none"
              : "Expected a type of action, but \"%s\" is none".formatted(given.type()),
          Similar.to(given.type(), catalog.types().stream().map(ActionType::name))
              .map("Perhaps %s is meant."::formatted)
              .orElse(Code.UNKNOWN_TYPE.hint()));
    }
    return draft;
  }

  private static Action identified(int index, Action action) {
    return action.id().isNone()
        ? action.with(new ActionId(new UUID(UNNAMED, Long.MIN_VALUE + index)))
        : action;
  }

  private Draft settled(Draft draft, List<Action> all, Findings findings) {
    try {
      return draft.with(catalog.settle(draft.today(), all));
    } catch (FlowException astray) {
      findings.add(
          Code.TARGET_NOT_FOUND,
          draft,
          draft.option("target_index"),
          OptionCheck.messageOf(astray));
      return draft;
    }
  }

  private static void checkIds(List<Draft> drafts, Purpose purpose, Findings findings) {
    var seen = new HashSet<ActionId>();
    for (Draft draft : drafts) {
      ActionId id = draft.given().id();
      if (id.isNone()) {
        continue;
      }
      if (id.isReserved()) {
        findings.add(
            Code.RESERVED_ID,
            draft,
            draft.at().to("id"),
            "Expected an id other than the reserved ones, but it is " + id);
      } else if (!seen.add(id)) {
        findings.add(
            Code.DUPLICATE_ID,
            draft,
            draft.at().to("id"),
            "Expected each action to have an id of its own, but %s is there twice".formatted(id));
      } else if (purpose.beside().test(id)) {
        findings.add(
            Code.DUPLICATE_ID,
            draft,
            draft.at().to("id"),
            "Expected each action to have an id of its own, but %s is in the list already"
                .formatted(id));
      }
    }
  }
}
