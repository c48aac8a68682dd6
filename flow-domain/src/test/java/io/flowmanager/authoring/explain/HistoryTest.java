package io.flowmanager.authoring.explain;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ALICE;
import static io.flowmanager.authoring.rehearse.Examples.BOB;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_FLOW;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.flow;
import static io.flowmanager.authoring.rehearse.Examples.goTo;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.setting;
import static io.flowmanager.authoring.rehearse.Examples.stack;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmanager.authoring.explain.History.Entry;
import io.flowmanager.authoring.explain.Why.Source;
import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Cursor;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.activeflow.Note;
import io.flowmanager.domain.activeflow.Progress;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import io.flowmanager.domain.step.FlowRequest.GetFlow;
import io.flowmanager.domain.type.Exit.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
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
  @Tag("difference-35")
  void tellsWhichTextsWereHandedOverAsSomethingElse() {
    var after =
        rehearse(
                carrying(
                    "wait",
                    "5000",
                    onCall(
                        of(1, "digits_receive", "{'duration': '${wait}', 'length': 1}"),
                        talk(action(2)))))
            .handsOver(action(1))
            .handsOver(action(2))
            .activeflow();

    assertThat(History.of(after).entries())
        .extracting(Entry::remark)
        .containsExactly(Optional.of("duration “5000” as the number 5000"), Optional.empty());
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
  @CsvSource({
    "red, 3, colour is “red”",
    "blue, 2, colour is “blue”",
    "green, 2, 'colour is “green”, not “blue”, “pink” or “red”'",
    "'', 2, 'colour is empty, not “blue”, “pink” or “red”'"
  })
  void saysByWhichValueABranchWent(String value, int target, String words) {
    var activeflow = carrying("colour", value, onCall(BRANCH, talk(action(2)), talk(action(3))));

    var after = rehearse(activeflow).handsOver(action(target)).activeflow();

    assertThat(whys(after)).extracting(Why::words).containsExactly(words);
    assertThat(whys(after)).extracting(Why::source).containsExactly(Source.NOTE);
  }

  @ParameterizedTest
  @CsvSource({"red, 3", "pink, 3", "blue, 2", "green, 2"})
  void takesAValueThatWasNotNotedFromTheStepThatFollowed(String value, int target) {
    var activeflow = carrying("colour", value, onCall(BRANCH, talk(action(2)), talk(action(3))));

    var after = withoutNotes(rehearse(activeflow).handsOver(action(target)).activeflow());

    assertThat(whys(after))
        .containsExactly(
            new Why.Led(
                Cause.BRANCHED,
                target == 3 ? "by colour: red or pink" : "by colour: blue or other",
                Source.NEXT_STEP));
  }

  /** An activeflow as it was stored before anything was noted. */
  private static Activeflow withoutNotes(Activeflow activeflow) {
    Cursor cursor = activeflow.cursor();
    return new Activeflow(
        activeflow.id(),
        activeflow.origin(),
        activeflow.status(),
        activeflow.stacks(),
        new Cursor(cursor.stack(), cursor.action(), cursor.forward(), Note.NONE),
        new Progress(
            activeflow.progress().executed().stream()
                .map(left -> new Executed(left.action(), Optional.empty(), Note.NONE))
                .toList(),
            activeflow.progress().last(),
            activeflow.progress().served()),
        activeflow.variables(),
        activeflow.times());
  }

  @Test
  void numbersTheStepsOfALongWayOfWhichTheFirstAreForgotten() {
    Activeflow all =
        rehearse(onCall(talk(action(1)), talk(action(2)), talk(action(3))))
            .handsOver(action(1))
            .handsOver(action(2))
            .handsOver(action(3))
            .activeflow();
    Activeflow latest =
        new Activeflow(
            all.id(),
            all.origin(),
            all.status(),
            all.stacks(),
            all.cursor(),
            all.progress().withLatest(all.progress().executed().subList(2, 3)),
            all.variables(),
            all.times());

    assertThat(History.of(latest).entries())
        .extracting(Entry::step, entry -> entry.action().id())
        .containsExactly(tuple(2, action(2)), tuple(3, action(3)));
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
            new Why.Led(Cause.JUMPED, "1 round is left after this one", Source.OPTIONS),
            new Why.Below(),
            new Why.Led(Cause.JUMPED, "this is its last round", Source.OPTIONS),
            new Why.Below(),
            new Why.Led(Cause.ROUNDS_USED_UP, "its rounds are used up", Source.OPTIONS));
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
            new Why.Led(
                holds ? Cause.CONDITION_HELD : Cause.CONDITION_DID_NOT_HOLD,
                "“%s” is more than 4: %s".formatted(value, holds ? "yes" : "no"),
                Source.OPTIONS));
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
  @CsvSource({"12, 2, yes", "1, 3, no"})
  void saysWhatAConditionWasAnswered(String digits, int target, String answer) {
    Action condition =
        of(1, "condition_call_digits", "{'length': 2, 'false_target_id': '%s'}", action(3));

    var after =
        rehearse(onCall(condition, talk(action(2)), talk(action(3))))
            .asks(new GetDigits(CALL), digits)
            .handsOver(action(target))
            .activeflow();

    assertThat(whys(after))
        .extracting(Why::words)
        .containsExactly(
            "the digits dialled are “%s”; at least 2 digits were dialled: %s"
                .formatted(digits, answer));
    assertThat(whys(withoutNotes(after)))
        .containsExactly(
            new Why.Led(
                answer.equals("yes") ? Cause.CONDITION_HELD : Cause.CONDITION_DID_NOT_HOLD,
                "at least 2 digits were dialled: " + answer,
                Source.NEXT_STEP));
  }

  @Test
  void saysWhichStatusACallHad() {
    Action condition =
        of(1, "condition_call_status", "{'status': 'ringing', 'false_target_id': '%s'}", action(3));

    var after =
        rehearse(onCall(condition, talk(action(2)), talk(action(3))))
            .asks(new GetCall(CALL), new CallDetails("hangup", "incoming", ALICE, BOB, List.of()))
            .handsOver(action(3))
            .activeflow();

    assertThat(whys(after))
        .extracting(Why::words)
        .containsExactly("the call is hangup; the call is ringing: no");
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 'it is Mon 23 November, 12:00; '", "-1, 3, 'it is Mon 23 November, 11:00; '"})
  void saysWhatTimeItWas(int hours, int target, String time) {
    Action condition =
        of(
            1,
            "condition_datetime",
            "{'condition': '<=', 'hour': 12, 'false_target_id': '%s'}",
            action(3));

    var after =
        rehearse(onCall(condition, talk(action(2)), talk(action(3))))
            .at(NOON.plus(Duration.ofHours(hours)))
            .handsOver(action(target))
            .activeflow();

    assertThat(whys(after))
        .extracting(Why::words)
        .singleElement()
        .asString()
        .startsWith(time)
        .endsWith(target == 2 ? "yes" : "no");
    assertThat(whys(withoutNotes(after))).extracting(Why::source).containsExactly(Source.NEXT_STEP);
  }

  /** Both ways lead to the same action, and what decided was not noted. */
  @Test
  void doesNotClaimToKnowWhatBothWaysWouldShow() {
    Action condition =
        of(1, "condition_call_digits", "{'length': 2, 'false_target_id': '%s'}", action(2));

    var after =
        rehearse(onCall(condition, talk(action(2))))
            .asks(new GetDigits(CALL), "1")
            .handsOver(action(2))
            .activeflow();

    assertThat(whys(withoutNotes(after))).containsExactly(new Why.Below());
    assertThat(whys(after)).extracting(Why::source).containsExactly(Source.NOTE);
  }

  @Test
  void saysWhatFailedWithoutEndingTheFlow() {
    Action transcribe = of(1, "transcribe_recording", "{'language': 'en-US'}");

    var after =
        rehearse(onCall(transcribe, talk(action(2))))
            .asksInVain(new GetCall(CALL), noAnswer())
            .handsOver(action(2))
            .activeflow();

    assertThat(whys(after)).containsExactly(new Why.Failed("SERVICE_UNAVAILABLE"));
    assertThat(whys(after).getFirst().source()).isEqualTo(Source.NOTE);
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

    assertThat(whys(after))
        .containsExactly(new Why.Led(Cause.STOPPED, "stopped the flow", Source.OPTIONS));
    assertThat(History.of(after).end()).isEqualTo(End.STOP);
  }

  @Test
  void endsByAFailureAndSaysWhyTheActionFailed() {
    Action branch =
        of(1, "branch", "{'variable': 'colour', 'target_ids': {'red': '%s'}}", action(2));

    var after =
        rehearse(carrying("colour", "green", onCall(branch, talk(action(2)))))
            .ends(Reason.TARGET_NOT_FOUND)
            .activeflow();

    History history = History.of(after);
    assertThat(history.end()).isEqualTo(End.FAILED);
    assertThat(history.failure()).contains("TARGET_NOT_FOUND");
    assertThat(history.endWords()).isEqualTo("the last step failed: TARGET_NOT_FOUND");
    assertThat(after.cursor().note().found()).contains("green");
  }

  @Test
  void endsAtALimit() {
    var after =
        rehearse(onCall(setting(action(1), "n", "1"), goTo(action(2), action(1), 1000)))
            .ends(Reason.TOO_MANY_TRANSITIONS)
            .activeflow();

    assertThat(History.of(after).end()).isEqualTo(End.LIMIT);
  }

  @Test
  void endsFromOutside() {
    var stopped = rehearse(onCall(talk(action(1)))).handsOver(action(1)).activeflow().ended(NOON);

    History history = History.of(stopped);
    assertThat(history.end()).isEqualTo(End.OUTSIDE);
    assertThat(history.entries().getLast().why()).isEmpty();
    assertThat(History.of(onCall(talk(action(1))).ended(NOON)).end()).isEqualTo(End.OUTSIDE);
  }

  @Test
  void doesNotKnowWhatEndedOneOfBeforeItWasKept() {
    var stopped = rehearse(onCall(talk(action(1)))).handsOver(action(1)).activeflow().ended(NOON);

    assertThat(History.of(withoutNotes(stopped)).end()).isEqualTo(End.UNKNOWN);
  }

  @Test
  void readsWhatCannotBeRead() {
    Action broken = action(action(1), "goto", Options.NONE.with("target_id", "nowhere"));

    var ended = onCall(broken).movedTo(Optional.empty(), broken, NOON).ended(NOON);

    assertThat(History.of(ended).entries()).extracting(Entry::action).containsExactly(broken);
  }
}
