package io.flowmanager.authoring.check;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.setting;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A type's example with all around it that makes it a flow with nothing wrong.
 *
 * @param at the example's place
 */
public record GoodFlow(ActionType<?> type, List<Action> actions, int at, Purpose purpose) {

  /** A good flow for each type that authors have. */
  public static Stream<GoodFlow> all() {
    return ActionCatalog.standard().types().stream()
        .filter(ActionType::isForAuthors)
        .map(GoodFlow::of);
  }

  private static GoodFlow of(ActionType<?> type) {
    boolean onCall = type.medium() != Medium.NON_REALTIME;
    var actions = new ArrayList<Action>();
    if (onCall) {
      actions.add(Action.of(action(100), "answer", Options.NONE));
    }
    actions.add(setting(action(101), "name", "Ada"));
    actions.add(setting(action(102), "age", "36"));
    int at = actions.size();
    // Its own id is that of the example's first target, less one.
    actions.add(Examples.ofType(type.name()).with(new ActionId(exampleId(1))));
    boolean last =
        type.outline().exits(Options.NONE).stream()
            .allMatch(exit ->
                exit.target() == Exit.Place.CALL_END || exit.target() == Exit.Place.FLOW_END);
    if (!last) {
      for (int target = 2; target <= 4; target++) {
        actions.add(setting(new ActionId(exampleId(target)), "seen", Integer.toString(target)));
      }
      if (onCall) {
        actions.add(Action.of(action(103), "hangup", Options.NONE));
      }
    }
    ReferenceType reference = onCall ? ReferenceType.CALL : ReferenceType.API;
    return new GoodFlow(type, List.copyOf(actions), at, Purpose.ANY.on(reference));
  }

  /** The ids that the examples have, and lead to. */
  static UUID exampleId(int number) {
    return UUID.fromString("ac000000-0000-4000-8000-%012d".formatted(number));
  }

  public Action example() {
    return actions.get(at);
  }

  /** As it is written. */
  public Items written() {
    return new Items(actions.stream().<Value>map(GoodFlow::written).toList());
  }

  public static Members written(Action action) {
    Members members =
        Members.EMPTY
            .with("id", new Text(action.id().toString()))
            .with("type", new Text(action.type()));
    if (!action.next().isNone()) {
      members = members.with("next_id", new Text(action.next().toString()));
    }
    return action.options().isEmpty()
        ? members
        : members.with("option", action.options().members());
  }

  /** It as written, with another in the place of the example. */
  Items with(Members other) {
    var changed = new ArrayList<>(written().values());
    changed.set(at, other);
    return new Items(changed);
  }

  /** It as written, with another option. */
  Items with(String option, Value value) {
    return with(written(example().with(example().options().with(option, value))));
  }

  Items without(String option) {
    return with(written(example().with(example().options().without(option))));
  }

  @Override
  public String toString() {
    return type.name();
  }
}
