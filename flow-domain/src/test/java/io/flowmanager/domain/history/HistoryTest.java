package io.flowmanager.domain.history;

import static io.flowmanager.domain.rehearsal.EngineRehearsal.rehearse;
import static io.flowmanager.domain.rehearsal.Examples.CALL;
import static io.flowmanager.domain.rehearsal.Examples.CUSTOMER;
import static io.flowmanager.domain.rehearsal.Examples.NOON;
import static io.flowmanager.domain.rehearsal.Examples.OTHER_FLOW;
import static io.flowmanager.domain.rehearsal.Examples.action;
import static io.flowmanager.domain.rehearsal.Examples.block;
import static io.flowmanager.domain.rehearsal.Examples.carrying;
import static io.flowmanager.domain.rehearsal.Examples.flow;
import static io.flowmanager.domain.rehearsal.Examples.goTo;
import static io.flowmanager.domain.rehearsal.Examples.onCall;
import static io.flowmanager.domain.rehearsal.Examples.setting;
import static io.flowmanager.domain.rehearsal.Examples.stack;
import static io.flowmanager.domain.rehearsal.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.history.History.Entry;
import io.flowmanager.domain.history.Why.Source;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.rehearsal.Json;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import io.flowmanager.domain.step.FlowRequest.GetFlow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
  private static final Action BRANCH =
      of(
          1,
          "branch",
          "{'variable': 'colour', 'default_target_id': '%s',"
              + " 'target_ids': {'red': '%s', 'pink': '%s', 'blue': '%s'}}",
          action(2),
          action(3),
          action(3),
          action(2));

  private static Action of(int number, String type, String options, ActionId... ids) {
    return action(action(number), type, Json.options(options.formatted((Object[]) ids)));
  }

  private static Action stop(int number) {
    return of(number, "stop", "{}");
  }

  /** Why it went on from each step that it has left. */
  private static List<Why> whys(Activeflow activeflow) {
    return History.of(activeflow).entries().stream()
        .flatMap(entry -> entry.why().stream())
        .toList();
  }

  @Test
  void tellsEachStepWithItsOptionsAsTheyWereFilledIn() {
    Action greeting = of(2, "talk", "{'text': 'Hello ${name}'}");

    var after =
        rehearse(onCall(setting(action(1), "name", "Jane"), greeting, talk(action(3))))
            .handsOver(action(2))
            .handsOver(action(3))
            .activeflow();

    History history = History.of(after);
    assertThat(history.entries()).extracting(Entry::step).containsExactly(1, 2, 3);
    assertThat(history.entries())
        .extracting(entry -> entry.action().id())
        .containsExactly(action(1), action(2), action(3));
    assertThat(history.entries().get(1).action().options().text("text")).isEqualTo("Hello Jane");
    assertThat(history.entries())
        .extracting(Entry::why)
        .containsExactly(
            Optional.of(new Why.Below()), Optional.of(new Why.Below()), Optional.empty());
    assertThat(history.end()).isEqualTo(End.RUNNING);
  }

  @Test
  void tellsWhenItCameToEachStep() {
    var after =
        rehearse(onCall(talk(action(1)), talk(action(2))))
            .handsOver(action(1))
            .at(NOON.plusSeconds(7))
            .handsOver(action(2))
            .activeflow();

    assertThat(History.of(after).entries())
        .extracting(Entry::at)
        .containsExactly(Optional.of(NOON), Optional.of(NOON.plusSeconds(7)));
  }

  @Test
  void hasNoStepBeforeTheFirst() {
    History history = History.of(onCall(talk(action(1))));

    assertThat(history.entries()).isEmpty();
    assertThat(history.end()).isEqualTo(End.RUNNING);
  }

  @ParameterizedTest
  @CsvSource({"red, 3", "pink, 3", "blue, 2", "green, 2"})
  void takesTheValueOfABranchFromTheStepThatFollowed(String value, int target) {
    var activeflow = carrying("colour", value, onCall(BRANCH, talk(action(2)), talk(action(3))));

    var after = rehearse(activeflow).handsOver(action(target)).activeflow();

    Why expected =
        target == 3
            ? new Why.Branched("colour", List.of("pink", "red"), false)
            : new Why.Branched("colour", List.of("blue"), true);
    assertThat(whys(after)).containsExactly(expected);
    assertThat(expected.source()).isEqualTo(Source.NEXT_STEP);
    assertThat(expected.words())
        .isEqualTo(
            target == 3 ? "colour: “pink” or “red”" : "colour: “blue”, or none of those named");
  }

  @Test
  void countsTheRoundsOfAGoto() {
    var after =
        rehearse(onCall(talk(action(1)), goTo(action(2), action(1), 2), talk(action(3))))
            .handsOver(action(1))
            .handsOver(action(1))
            .handsOver(action(1))
            .handsOver(action(3))
            .activeflow();

    assertThat(whys(after))
        .containsExactly(
            new Why.Below(),
            new Why.Jumped(1, false),
            new Why.Below(),
            new Why.Jumped(0, false),
            new Why.Below(),
            new Why.RoundsUsedUp());
  }

  @ParameterizedTest
  @CsvSource({"5, true", "3, false"})
  void comparesAgainWhatAConditionCompared(String value, boolean holds) {
    Action condition =
        of(
            1,
            "condition_variable",
            "{'condition': '>', 'variable': '${n}', 'value_type': 'number', 'value_number': 4,"
                + " 'false_target_id': '%s'}",
            action(3));
    var activeflow = carrying("n", value, onCall(condition, talk(action(2)), talk(action(3))));

    var after = rehearse(activeflow).handsOver(action(holds ? 2 : 3)).activeflow();

    assertThat(whys(after))
        .containsExactly(
            new Why.Decided("“%s” is more than 4".formatted(value), holds, Source.OPTIONS));
  }

  /** Both ways lead to the same action: its options tell all the same. */
  @Test
  void comparesWhereTheNextStepWouldNotTell() {
    Action condition =
        of(
            1,
            "condition_variable",
            "{'condition': '==', 'variable': 'a', 'value_type': 'string', 'value_string': 'b',"
                + " 'false_target_id': '%s'}",
            action(2));

    var after = rehearse(onCall(condition, talk(action(2)))).handsOver(action(2)).activeflow();

    assertThat(whys(after)).extracting(Why::words).containsExactly("“a” is “b”: no");
  }

  @ParameterizedTest
  @CsvSource({"12, true", "1, false"})
  void takesTheAnswerThatIsNotStoredFromTheStepThatFollowed(String digits, boolean holds) {
    Action condition =
        of(1, "condition_call_digits", "{'length': 2, 'false_target_id': '%s'}", action(3));

    var after =
        rehearse(onCall(condition, talk(action(2)), talk(action(3))))
            .asks(new GetDigits(CALL), digits)
            .handsOver(action(holds ? 2 : 3))
            .activeflow();

    assertThat(whys(after))
        .containsExactly(
            new Why.Decided("at least 2 digits were dialled", holds, Source.NEXT_STEP));
  }

  @Test
  void doesNotClaimToKnowWhatBothWaysWouldShow() {
    Action condition =
        of(1, "condition_call_digits", "{'length': 2, 'false_target_id': '%s'}", action(2));

    var after =
        rehearse(onCall(condition, talk(action(2))))
            .asks(new GetDigits(CALL), "1")
            .handsOver(action(2))
            .activeflow();

    assertThat(whys(after)).containsExactly(new Why.Below());
  }

  @Test
  void namesTheNextIdOfAnAction() {
    Action first = talk(action(1));
    Action leading =
        new Action(first.id(), action(3), first.type(), first.options(), Optional.empty());

    var after =
        rehearse(onCall(leading, talk(action(2)), talk(action(3))))
            .handsOver(action(1))
            .handsOver(action(3))
            .activeflow();

    assertThat(whys(after)).containsExactly(new Why.NextId());
  }

  @Test
  void saysWhatWasPassedOver() {
    var after =
        rehearse(onCall(block(action(1)), of(2, "dance", "{}"), talk(action(3))))
            .handsOver(action(3))
            .activeflow();

    assertThat(whys(after)).containsExactly(new Why.NotFitting(), new Why.UnknownType());
  }

  @Test
  void saysWhereOtherActionsCameInBetween() {
    var within =
        rehearse(onCall(talk(action(1)), talk(action(2))))
            .handsOver(action(1))
            .meanwhile(activeflow ->
                activeflow.pushing(stack(1), List.of(talk(action(7)), talk(action(8)))))
            .handsOver(action(7))
            .handsOver(action(8));
    assertThat(whys(within.activeflow())).containsExactly(new Why.CameBetween(), new Why.Below());

    var after = within.handsOver(action(2)).activeflow();

    // the pushed actions are gone by now
    assertThat(whys(after))
        .containsExactly(new Why.CameBetween(), new Why.Over(), new Why.CameBack());
  }

  @Test
  void saysWhereAnotherFlowWasRun() {
    Action fetch = of(1, "fetch_flow", "{'flow_id': '%s'}".formatted(OTHER_FLOW));

    var after =
        rehearse(onCall(fetch, talk(action(2))))
            .asks(new GetFlow(OTHER_FLOW), flow(OTHER_FLOW, CUSTOMER, talk(action(7))))
            .handsOver(action(7))
            .activeflow();

    assertThat(whys(after)).containsExactly(new Why.CameBetween());
  }

  @Test
  void saysThatItDoesNotKnowWhatLedItElsewhere() {
    var after =
        rehearse(onCall(talk(action(1)), talk(action(2)), talk(action(3))))
            .handsOver(action(1))
            .meanwhile(activeflow -> activeflow.forwardedTo(action(3)))
            .handsOver(action(3))
            .activeflow();

    assertThat(whys(after)).containsExactly(new Why.NotStored());
    assertThat(whys(after).getFirst().source()).isEqualTo(Source.NOTHING);
  }

  @Test
  void endsWithTheFlow() {
    var after = rehearse(onCall(talk(action(1)))).handsOver(action(1)).finishes().activeflow();

    History history = History.of(after);
    assertThat(history.entries()).hasSize(1);
    assertThat(whys(after)).containsExactly(new Why.Below());
    assertThat(history.end()).isEqualTo(End.FLOW);
  }

  @Test
  void endsByAStop() {
    var after = rehearse(onCall(stop(1), talk(action(2)))).finishes().activeflow();

    assertThat(whys(after)).containsExactly(new Why.Stopped());
    assertThat(History.of(after).end()).isEqualTo(End.STOP);
  }

  @Test
  void doesNotKnowWhatEndedItOnAStep() {
    var stopped = rehearse(onCall(talk(action(1)))).handsOver(action(1)).activeflow().ended(NOON);

    History history = History.of(stopped);
    assertThat(history.end()).isEqualTo(End.UNKNOWN);
    assertThat(history.entries().getLast().why()).isEmpty();
  }

  @Test
  void readsWhatCannotBeRead() {
    Action broken = action(action(1), "goto", Options.NONE.with("target_id", "nowhere"));

    var ended = onCall(broken).movedTo(Optional.empty(), broken, NOON).ended(NOON);

    assertThat(History.of(ended).entries()).extracting(Entry::action).containsExactly(broken);
  }
}
