package io.flowmanager.authoring.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.type.OptionDescription;
import io.flowmanager.domain.type.OptionDescription.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every exit that a type declares is taken by an exploration of a flow with an action of that type,
 * and no other: a declaration that forgets one, or invents one, is found.
 */
class ExitsTest {
  private static final ActionCatalog CATALOG = ActionCatalog.standard();
  private static final int BELOW = 10;
  private static final int FIRST_TARGET = 20;
  private static final int TARGETS_MAX = 5;

  /** The actions that exits lead to. */
  private static final Set<ActionId> TALKS =
      IntStream.concat(
              IntStream.of(BELOW), IntStream.range(FIRST_TARGET, FIRST_TARGET + TARGETS_MAX))
          .mapToObj(Examples::action)
          .collect(Collectors.toUnmodifiableSet());

  static Stream<ActionType<?>> types() {
    return CATALOG.types().stream().filter(ActionType::isForAuthors);
  }

  /**
   * The type's example, with an action of its own for each target. What is compared is replaced by
   * something that a caller can make true or false.
   */
  private static Action example(ActionType<?> type) {
    Action example = Examples.ofType(type.name());
    Options options = example.options();
    int target = FIRST_TARGET;
    for (OptionDescription option : type.options()) {
      if (option.role() == Role.TARGET && options.has(option.name())) {
        if (option.kind() == OptionDescription.Kind.IDS_BY_TEXT) {
          Members ids = Members.EMPTY;
          for (String value : options.object(option.name()).members().values().keySet()) {
            ids = ids.with(value, new Text(Examples.action(target++).toString()));
          }
          options = new Options(options.members().with(option.name(), ids));
        } else {
          options = options.with(option.name(), Examples.action(target++).toString());
        }
      }
      if (option.role() == Role.COMPARED) {
        options = options.with(option.name(), "${voipbin.call.digits}");
      }
    }
    // With a single callee it ends as their call did, and so the flow does not go on below.
    return example.with(Examples.action(5)).with(options.without("relay_reason"));
  }

  /** A prompt and the action; below it an end; for each target a talk that leads back. */
  private static List<Action> around(Action action) {
    var actions = new ArrayList<Action>();
    actions.add(Examples.action("digits_receive", "{'duration': 1000}").with(Examples.action(1)));
    actions.add(action);
    actions.add(Examples.talk(Examples.action(BELOW)));
    actions.add(Examples.action("hangup", "{}").with(Examples.action(BELOW + 1)));
    actions.add(Examples.action("stop", "{}").with(Examples.action(BELOW + 2)));
    for (int target = FIRST_TARGET; target < FIRST_TARGET + TARGETS_MAX; target++) {
      actions.add(Examples.talk(Examples.action(target)));
      actions.add(
          Examples.action(
                  "goto", "{'target_id': '%s', 'loop': false}".formatted(Examples.action(1)))
              .with(Examples.action(target + 100)));
    }
    return actions;
  }

  @ParameterizedTest
  @MethodSource("types")
  void areAllTakenAndNoOthers(ActionType<?> type) {
    Action action = example(type);
    var declared = new HashSet<ActionId>();
    for (Exit exit : type.outline().exits(action.options())) {
      switch (exit.target()) {
        case Exit.Place place -> {
          if (place == Exit.Place.BELOW) {
            declared.add(Examples.action(BELOW));
          }
        }
        case Exit.To to -> declared.add(to.action());
        case Exit.Unknown unknown -> throw new AssertionError(type + " leads to " + unknown);
      }
    }

    var reached = new HashSet<ActionId>();
    for (boolean taken : new boolean[] {false, true}) {
      Exploration found = new Explorer(CATALOG).explore(around(action), expedition(type, taken));
      assertThat(found.complete()).isTrue();
      reached.addAll(found.reached());
    }
    reached.retainAll(TALKS);

    assertThat(reached).isEqualTo(declared);
  }

  private static Expedition expedition(ActionType<?> type, boolean taken) {
    boolean onCall = type.medium() != Medium.NON_REALTIME;
    return new Expedition(
        onCall ? ReferenceType.CALL : ReferenceType.API, taken, Expedition.SITUATIONS_MAX);
  }
}
