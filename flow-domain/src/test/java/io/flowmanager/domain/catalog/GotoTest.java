package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.goTo;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.stack;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.activeflow.Move.Jump;
import io.flowmanager.domain.activeflow.Move.Rewrite;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.StackId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GotoTest {

  @Test
  @Tag("difference-7")
  void jumpsAsOftenAsItSaysAndThenFallsThrough() {
    rehearse(onCall(talk(action(1)), goTo(action(2), action(1), 2), talk(action(3))))
        .handsOver(action(1))
        .handsOver(action(1))
        .handsOver(action(1))
        .handsOver(action(3))
        .finishes();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void fallsThroughWithoutACount(int count) {
    rehearse(onCall(goTo(action(1), action(1), count), talk(action(2)))).handsOver(action(2));
  }

  @Test
  void fallsThroughWithoutACountEvenIfItLeadsNowhere() {
    rehearse(onCall(goTo(action(1), action(9), 0), talk(action(2)))).handsOver(action(2));
  }

  @Test
  void endsTheFlowWhereItLeadsNowhere() {
    rehearse(onCall(goTo(action(1), action(9), 1), talk(action(2)))).ends(Reason.TARGET_NOT_FOUND);
  }

  @Test
  @Tag("difference-8")
  void takesACountThatIsWrittenAsText() {
    var options = "{'target_id': '%s', 'loop_count': '${times}'}".formatted(action(1));
    var activeflow = onCall(talk(action(1)), action(action(2), "goto", Json.options(options)));

    rehearse(carrying("times", "1", activeflow))
        .handsOver(action(1))
        .handsOver(action(1))
        .finishes();
  }

  @Test
  void keepsItsPlaceholdersForTheNextRound() {
    var options = Json.options("{'target_id': '${target}', 'loop_count': 2}");
    var activeflow = onCall(talk(action(1)), action(action(2), "goto", options), talk(action(3)));

    rehearse(carrying("target", action(1).toString(), activeflow))
        .handsOver(action(1))
        .handsOver(action(1))
        .meanwhile(looped -> carrying("target", action(3).toString(), looped))
        .handsOver(action(3));
  }

  @Test
  void countsForItselfInEachStack() {
    var loop = List.of(talk(action(7)), goTo(action(8), action(7), 1));
    var pushed = onCall(talk(action(1)), talk(action(2)));

    rehearse(pushed)
        .meanwhile(activeflow -> activeflow.pushing(stack(1), loop))
        .handsOver(action(7))
        .handsOver(action(7))
        .handsOver(action(1))
        .meanwhile(activeflow -> activeflow.pushing(stack(1), loop))
        .handsOver(action(7))
        .handsOver(action(7))
        .handsOver(action(2));
  }

  @Test
  void leadsOutOfAPushedStack() {
    var activeflow = onCall(talk(action(1)), talk(action(2)), talk(action(3)));

    var after =
        rehearse(activeflow)
            .handsOver(action(1))
            .meanwhile(on -> on.pushing(stack(1), List.of(goTo(action(7), action(3), 1))))
            .handsOver(action(3))
            .activeflow();

    assertThat(after.stacks().byId()).containsOnlyKeys(StackId.MAIN);
  }

  @Test
  void changesOwnWayAndOwnCountOnly() {
    perform(onCall(goTo(action(1), action(1), 3)))
        .changes(new Jump(action(1)))
        .changes(
            new Rewrite(
                action(1),
                Json.options("{'target_id': '%s', 'loop_count': 2}".formatted(action(1)))))
        .carriesOn();
  }

  @Test
  void jumpsEachTimeWhereTheFirstVersionsLoopIsFalse() {
    var endless =
        action("goto", "{'target_id': '%s', 'loop': false, 'loop_count': 0}".formatted(action(1)));

    perform(onCall(endless)).changes(new Jump(action(1))).carriesOn();
  }

  @Test
  void countsWhereTheFirstVersionsLoopIsTrue() {
    var counted =
        action("goto", "{'target_id': '%s', 'loop': true, 'loop_count': 0}".formatted(action(1)));

    perform(onCall(counted)).carriesOn();
  }
}
