package io.flowmanager.authoring.explore;

import static io.flowmanager.authoring.explore.Discovery.Kind.DEAD_END;
import static io.flowmanager.authoring.explore.Discovery.Kind.ENDLESS_LOOP;
import static io.flowmanager.authoring.explore.Discovery.Kind.NEVER_ANSWERS;
import static io.flowmanager.authoring.explore.Discovery.Kind.NEVER_HANGS_UP;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.goTo;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {
  private static final Explorer EXPLORER = new Explorer(ActionCatalog.standard());

  private static Action of(int number, String type, String options) {
    return action(action(number), type, Json.options(options));
  }

  private static Action answer(int number) {
    return action(action(number), "answer", Options.NONE);
  }

  private static Action hangup(int number) {
    return action(action(number), "hangup", Options.NONE);
  }

  private static Action digits(int number) {
    return of(number, "digits_receive", "{'duration': 5000, 'length': 1}");
  }

  private static Action branch(int number, int otherwise, String digit, int target) {
    return of(
        number,
        "branch",
        "{'default_target_id': '%s', 'target_ids': {'%s': '%s'}}"
            .formatted(action(otherwise), digit, action(target)));
  }

  private static Action next(Action action, int next) {
    return new Action(action.id(), action(next), action.type(), action.options(), Optional.empty());
  }

  private static Exploration explored(Action... actions) {
    return EXPLORER.explore(List.of(actions), Expedition.INCOMING_CALL);
  }

  private static List<String> way(Exploration exploration) {
    return exploration.discoveries().getFirst().way().stream().map(Deed::what).toList();
  }

  @Test
  void discoversNothingInAMenuThatAlwaysEndsWell() {
    Exploration exploration =
        explored(
            answer(1),
            talk(action(2)),
            digits(3),
            branch(4, 5, "1", 7),
            goTo(action(5), action(2), 2),
            hangup(6),
            next(talk(action(7)), 6));

    assertThat(exploration.discoveries()).isEmpty();
    assertThat(exploration.complete()).isTrue();
    // Not every situation is another: 3 rounds of talk and digits, what leads in, and what leads
    // out.
    assertThat(exploration.situations()).isBetween(8, 40);
  }

  @Test
  void findsTheDigitsThatLeadToADeadEnd() {
    Exploration exploration = explored(answer(1), digits(2), branch(3, 4, "7", 99), hangup(4));

    assertThat(exploration.discoveries())
        .extracting(Discovery::kind, Discovery::action)
        .containsExactly(tuple(DEAD_END, action(3)));
    assertThat(way(exploration)).containsExactly("dials 7");
  }

  @Test
  void findsWhatHappensToACallerWhoDialsSomethingElseOrNothing() {
    Action noDefault = of(3, "branch", "{'target_ids': {'7': '%s'}}".formatted(action(4)));

    Exploration exploration = explored(answer(1), digits(2), noDefault, hangup(4));

    assertThat(way(exploration)).containsExactly("dials nothing");
    assertThat(exploration.discoveries().getFirst().message())
        .startsWith("Expected the flow to go on, but it fails for TARGET_NOT_FOUND: ");
  }

  @Test
  void findsALoopThatHandsNothingOver() {
    Exploration exploration =
        explored(
            answer(1),
            digits(2),
            branch(3, 5, "1", 4),
            next(of(4, "variable_set", "{'key': 'a'}"), 4),
            hangup(5));

    assertThat(exploration.discoveries())
        .extracting(Discovery::kind, Discovery::action)
        .containsExactly(tuple(ENDLESS_LOOP, action(4)));
    assertThat(way(exploration)).containsExactly("dials 1");
  }

  @Test
  void findsALoopThatNothingLeadsOutOf() {
    Exploration exploration =
        explored(
            answer(1),
            digits(2),
            branch(3, 6, "1", 4),
            talk(action(4)),
            next(talk(action(5)), 4),
            hangup(6));

    assertThat(exploration.discoveries())
        .extracting(Discovery::kind, Discovery::action)
        .containsExactly(tuple(ENDLESS_LOOP, action(4)));
    assertThat(way(exploration)).containsExactly("dials 1");
  }

  @Test
  void findsALoopThatASilentCallerNeverLeaves() {
    Exploration exploration =
        explored(answer(1), talk(action(2)), digits(3), branch(4, 2, "1", 5), hangup(5));

    assertThat(exploration.discoveries())
        .extracting(Discovery::kind, Discovery::message)
        .containsExactly(
            tuple(
                ENDLESS_LOOP,
                "Expected the flow to end some time, but it does not while the caller does"
                    + " nothing"));
  }

  @Test
  void findsAWayPastTheAnswer() {
    Exploration exploration =
        explored(digits(1), branch(2, 3, "1", 4), answer(3), talk(action(4)), hangup(5));

    assertThat(exploration.discoveries())
        .extracting(Discovery::kind, Discovery::action)
        .containsExactly(tuple(NEVER_ANSWERS, action(5)));
    assertThat(way(exploration)).containsExactly("dials 1");
  }

  @Test
  void takesACallThatIsRefusedForAnsweredEnough() {
    assertThat(explored(hangup(1)).discoveries()).isEmpty();
  }

  @Test
  void asksForNoAnswerWhereTheCallWasMade() {
    List<Action> actions = List.of(talk(action(1)), hangup(2));

    assertThat(EXPLORER.explore(actions, Expedition.OUTGOING_CALL).discoveries()).isEmpty();
    assertThat(EXPLORER.explore(actions, Expedition.INCOMING_CALL).discoveries())
        .extracting(Discovery::kind)
        .containsExactly(NEVER_ANSWERS);
  }

  @Test
  void findsAWayPastTheHangup() {
    Exploration exploration =
        explored(answer(1), digits(2), branch(3, 4, "1", 5), hangup(4), talk(action(5)));

    assertThat(exploration.discoveries())
        .extracting(Discovery::kind, Discovery::action)
        .containsExactly(tuple(NEVER_HANGS_UP, action(5)));
    assertThat(way(exploration)).containsExactly("dials 1");
  }

  @Test
  void takesTheTimesThatAConditionTellsApart() {
    Action opened =
        of(
            2,
            "condition_datetime",
            "{'condition': '==', 'hour': 3, 'weekdays': [0], 'false_target_id': '%s'}"
                .formatted(action(4)));

    Exploration exploration =
        explored(answer(1), opened, next(talk(action(3)), 5), hangup(4), talk(action(5)));

    assertThat(exploration.discoveries())
        .extracting(Discovery::kind)
        .containsExactly(NEVER_HANGS_UP);
    // A Sunday.
    assertThat(way(exploration)).containsExactly("begins at 2026-01-04T03:00:00Z");
  }

  @Test
  void takesTheVariablesThatABranchTellsApart() {
    Action branch =
        of(
            2,
            "branch",
            "{'variable': 'colour', 'default_target_id': '%s', 'target_ids': {'red': '%s'}}"
                .formatted(action(3), action(9)));

    Exploration exploration = explored(answer(1), branch, hangup(3));

    assertThat(exploration.discoveries()).extracting(Discovery::kind).containsExactly(DEAD_END);
    assertThat(way(exploration)).containsExactly("begins with colour \"red\"");
  }

  @Test
  void findsWhatHappensWhenAnotherServiceIsNotThere() {
    Action open = of(2, "case_create", "{'name': 'a'}");
    Action branch =
        of(
            3,
            "branch",
            "{'variable': 'contact_case_id', 'default_target_id': '%s', 'target_ids': {'': '%s'}}"
                .formatted(action(4), action(9)));

    Exploration exploration = explored(answer(1), open, branch, hangup(4));

    assertThat(exploration.discoveries()).extracting(Discovery::kind).containsExactly(DEAD_END);
    assertThat(way(exploration)).containsExactly("nobody answers to GetCall");
  }

  @Test
  void isNotTheFaultOfAFlowThatAnotherServiceIsNotThere() {
    Action connect = of(2, "connect", "{'destinations': [{'type': 'tel', 'target': '+1'}]}");

    assertThat(explored(answer(1), connect, hangup(3)).discoveries()).isEmpty();
  }

  @Test
  void findsADeadEndOnWhatHasNoAudio() {
    Action fails = goTo(action(2), action(9), 1);

    Exploration exploration =
        EXPLORER.explore(
            List.of(of(1, "block", "{}"), fails),
            new Expedition(ReferenceType.API, false, Expedition.SITUATIONS_MAX));

    assertThat(exploration.discoveries())
        .extracting(Discovery::kind, Discovery::action)
        .containsExactly(tuple(DEAD_END, action(2)));
    assertThat(way(exploration)).containsExactly("someone continues it");
  }

  @Test
  void saysWhenItDidNotLookEverywhere() {
    Exploration exploration =
        EXPLORER.explore(menus(20, 99_999), new Expedition(ReferenceType.CALL, false, 50));

    assertThat(exploration.complete()).isFalse();
    assertThat(exploration.discoveries()).isEmpty();
  }

  /** So many menus, each ten actions, one behind the other; 8 in the last leads where one says. */
  private static List<Action> menus(int count, int planted) {
    var actions = new ArrayList<Action>();
    for (int menu = 0; menu < count; menu++) {
      int first = menu * 10 + 1;
      boolean last = menu == count - 1;
      actions.add(menu == 0 ? answer(first) : of(first, "sleep", "{'duration': 100}"));
      actions.add(talk(action(first + 1)));
      actions.add(digits(first + 2));
      actions.add(
          of(
              first + 3,
              "branch",
              "{'default_target_id': '%s', 'target_ids': {'1': '%s', '2': '%s'%s}}"
                  .formatted(
                      action(first + 4),
                      action(last ? first + 6 : first + 10),
                      action(first + 6),
                      last ? ", '8': '%s'".formatted(action(planted)) : "")));
      actions.add(goTo(action(first + 4), action(first + 1), 2));
      actions.add(hangup(first + 5));
      actions.add(talk(action(first + 6)));
      actions.add(of(first + 7, "variable_set", "{'key': 'heard', 'value': '%d'}".formatted(menu)));
      actions.add(of(first + 8, "beep", "{}"));
      actions.add(hangup(first + 9));
    }
    return actions;
  }

  @Test
  void findsAFaultPlantedDeepInAFlowOfTwoHundredActions() {
    List<Action> good = menus(20, 200);
    List<Action> planted = menus(20, 99_999);

    assertThat(good).hasSize(200);
    Exploration fine = EXPLORER.explore(good, Expedition.INCOMING_CALL);
    Exploration exploration = EXPLORER.explore(planted, Expedition.INCOMING_CALL);

    assertThat(fine.discoveries()).isEmpty();
    assertThat(fine.complete()).isTrue();
    assertThat(exploration.complete()).isTrue();
    assertThat(exploration.discoveries())
        .extracting(Discovery::kind, Discovery::action)
        .containsExactly(tuple(DEAD_END, action(194)));
    var shortest = new ArrayList<>(Collections.nCopies(19, "dials 1"));
    shortest.add("dials 8");
    assertThat(way(exploration)).isEqualTo(shortest);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void refusesWhatIsNotAccepted(int reserved) {
    var id = new ActionId(new UUID(0, reserved));

    assertThatThrownBy(() -> EXPLORER.explore(List.of(talk(id)), Expedition.INCOMING_CALL))
        .isInstanceOf(FlowException.class);
  }

  @Test
  void saysNothingOfActionsThatAreNotThereButThatTheCallIsNotTaken() {
    assertThat(explored().discoveries())
        .extracting(Discovery::kind)
        .containsExactlyInAnyOrder(NEVER_ANSWERS, NEVER_HANGS_UP);
  }
}
