package io.flowmanager.domain.engine;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CONFERENCE;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.FLOW;
import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.QUEUE;
import static io.flowmanager.authoring.rehearse.Examples.QUEUECALL;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.flow;
import static io.flowmanager.authoring.rehearse.Examples.goTo;
import static io.flowmanager.authoring.rehearse.Examples.newIds;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.onConversation;
import static io.flowmanager.authoring.rehearse.Examples.onNothing;
import static io.flowmanager.authoring.rehearse.Examples.service;
import static io.flowmanager.authoring.rehearse.Examples.setting;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.authoring.rehearse.EngineRehearsal;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.ActiveflowStatus;
import io.flowmanager.domain.activeflow.Stacks;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Turn.Performed;
import io.flowmanager.domain.engine.Turn.Settled;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.step.ConferenceRequest.StartConferencecall;
import io.flowmanager.domain.step.FlowRequest.GetFlow;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.ReferenceRequest.DescribeReference;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.variable.Placeholders;
import io.flowmanager.domain.variable.Variables;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Engine ENGINE = new Engine(ActionCatalog.standard(), Limits.STANDARD);
  private static final StartConferencecall START_CONFERENCECALL =
      new StartConferencecall(CONFERENCE, ACTIVEFLOW, CALL);

  private static Moment moment() {
    return new Moment(NOON, newIds());
  }

  private static Action joiningConference(int number) {
    return Action.of(
        action(number),
        "conference_join",
        Options.NONE.with("conference_id", CONFERENCE.toString()));
  }

  private static Action joiningQueue(int number) {
    return Action.of(action(number), "queue_join", Options.NONE.with("queue_id", QUEUE.toString()));
  }

  @Nested
  class Next {

    @Test
    void takesTheActionsInOrderAndThenFinishes() {
      rehearse(onCall(talk(action(1)), talk(action(2))))
          .handsOver(action(1))
          .handsOver(action(2))
          .finishes();
    }

    @Test
    void finishesAtOnceWithoutActions() {
      rehearse(onCall()).finishes();
    }

    @Test
    void performsItsOwnActionsOnTheWay() {
      rehearse(onCall(setting(action(1), "a", "1"), setting(action(2), "b", "2"), talk(action(3))))
          .handsOver(action(3));
    }

    @Test
    void tellsTheWorldOfEachTransitionAndOfTheEnd() {
      var rehearsal =
          rehearse(onCall(setting(action(1), "a", "1"), talk(action(2))))
              .handsOver(action(2))
              .finishes();

      assertThat(rehearsal.told())
          .containsExactly(action(1), action(2), ActionId.FINISH, ActionId.FINISH);
    }

    @Test
    void tellsItOnceRunningAndOnceEndedAtTheEnd() {
      Settled settled = (Settled) ENGINE.next(onCall(), ActionId.START, moment());

      assertThat(settled.way().orElseThrow().passed())
          .extracting(Activeflow::status)
          .containsExactly(ActiveflowStatus.RUNNING, ActiveflowStatus.ENDED);
    }

    @Test
    void fillsPlaceholdersInWhenTheTurnComesAndKeepsThemInTheStack() {
      var greeting = action(action(2), "talk", Options.NONE.with("text", "Hello ${name}"));

      var after =
          rehearse(onCall(setting(action(1), "name", "Ada"), greeting))
              .handsOver(action(2))
              .activeflow();

      assertThat(after.cursor().action().options().text("text")).isEqualTo("Hello Ada");
      assertThat(after.stacks().action(after.cursor().place())).contains(greeting);
    }

    @Test
    void skipsWhatNeedsAnotherMedium() {
      rehearse(onConversation(talk(action(1)), block(action(2)))).waits();
      rehearse(onCall(block(action(1)), talk(action(2)))).handsOver(action(2));
      rehearse(onNothing(talk(action(1)), block(action(2)), setting(action(3), "a", "b")))
          .finishes();
    }

    @Test
    void skipsTypesThatThereAreNot() {
      rehearse(onCall(action(action(1), "dance", Options.NONE), talk(action(2))))
          .handsOver(action(2));
    }

    @Test
    void countsWhatWasPerformedAndForWhom() {
      var performed =
          rehearse(onCall(joiningConference(1), setting(action(2), "a", "1"), talk(action(3))))
              .asks(START_CONFERENCECALL, service())
              .handsOver(action(3))
              .performed();

      assertThat(performed)
          .containsExactly(
              new Performed("conference_join", false, "conference-manager"),
              new Performed("variable_set", false, ""),
              new Performed("talk", false, "call-manager"));
    }

    @Test
    void endsTheFlowAndSaysWhyWhereAnActionFailsThatMatters() {
      var ended =
          rehearse(onCall(joiningConference(1), talk(action(2))))
              .asksInVain(START_CONFERENCECALL, noAnswer())
              .ends(Reason.SERVICE_UNAVAILABLE);

      assertThat(ended.performed())
          .containsExactly(new Performed("conference_join", true, "conference-manager"));
      assertThat(ended.told()).containsExactly(action(1), action(1));
    }

    @Test
    void leavesTheActiveflowAloneWhereTheTroubleIsItsOwn() {
      var activeflow = onCall(joiningConference(1), talk(action(2)));
      var rehearsal = rehearse(activeflow);
      var trouble =
          new FlowException(
              Reason.STORE_UNAVAILABLE, "Expected the store to answer, but it did not");

      assertThatThrownBy(() -> rehearsal.asksInVain(START_CONFERENCECALL, trouble))
          .isSameAs(trouble);

      assertThat(rehearsal.activeflow()).isEqualTo(activeflow);
      rehearsal.asks(START_CONFERENCECALL, service()).handsOver(action(2));
    }

    @Test
    @Tag("difference-3")
    void refusesAnEndedActiveflow() {
      var ended = onCall(talk(action(1))).ended(NOON);

      assertThatThrownBy(() -> ENGINE.next(ended, ActionId.START, moment()))
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.reason()).isEqualTo("ACTIVEFLOW_ALREADY_STOPPED"));
    }

    @Test
    @Tag("difference-1")
    void refusesOneWhoIsSomewhereElse() {
      var activeflow =
          rehearse(onCall(talk(action(1)), talk(action(2)))).handsOver(action(1)).activeflow();

      assertThatThrownBy(() -> ENGINE.next(activeflow, action(2), moment()))
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.reason()).isEqualTo("NOT_THE_CURRENT_ACTION"))
          .hasMessageContaining(action(1).toString());
    }

    @Test
    @Tag("difference-1")
    void refusesOneWhoIsNowhereEvenBeforeTheFirstRequest() {
      assertThatThrownBy(() -> ENGINE.next(onCall(talk(action(1))), ActionId.NONE, moment()))
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.reason()).isEqualTo("NOT_THE_CURRENT_ACTION"));
    }
  }

  @Nested
  @Tag("difference-2")
  class Repeats {

    @Test
    void areAnsweredTheSameAndChangeNothing() {
      var rehearsal =
          rehearse(onCall(talk(action(1)), setting(action(2), "a", "${a}1"), talk(action(3))))
              .handsOver(action(1))
              .handsOver(action(3));
      var before = rehearsal.activeflow();

      rehearsal.from(action(1)).handsOver(action(3));

      assertThat(rehearsal.activeflow()).isEqualTo(before);
    }

    @Test
    void haveNothingToStore() {
      var activeflow = rehearse(onCall(talk(action(1)))).handsOver(action(1)).activeflow();

      Settled settled = (Settled) ENGINE.next(activeflow, ActionId.START, moment());

      assertThat(settled.way()).isEmpty();
      assertThat(settled.performed()).isEmpty();
    }

    @Test
    void findTheEndAgain() {
      rehearse(onCall(talk(action(1)))).handsOver(action(1)).finishes().from(action(1)).finishes();
    }

    @Test
    void findTheWaitAgain() {
      rehearse(onApi(block(action(1)))).from(ActionId.START).waits().from(ActionId.START).waits();
    }

    @Test
    void areNewRequestsWhereTheFlowHasComeBackToWhereTheyCameFrom() {
      rehearse(onCall(talk(action(1)), goTo(action(2), action(1), 5), talk(action(3))))
          .handsOver(action(1))
          .from(action(1))
          .handsOver(action(1))
          .from(action(1))
          .handsOver(action(1));
    }

    @Test
    void onesOfTheRequestBeforeTheLastAreRefused() {
      var rehearsal =
          rehearse(onCall(talk(action(1)), talk(action(2)), talk(action(3))))
              .handsOver(action(1))
              .handsOver(action(2))
              .handsOver(action(3));

      assertThatThrownBy(() -> rehearsal.from(action(1))).isInstanceOf(FlowException.class);
    }
  }

  @Nested
  class BrokenOff {
    private static final StartQueuecall START = new StartQueuecall(QUEUE, ACTIVEFLOW, CALL);
    private static final MarkQueuecallWaiting WAITING = new MarkQueuecallWaiting(QUEUECALL);

    private static EngineRehearsal brokenOff() {
      var queued =
          new StartedService(
              new ServiceId(QUEUECALL.value()), "queuecall", List.of(talk(action(9))));
      return rehearse(onCall(joiningQueue(1), talk(action(2))))
          .from(ActionId.START)
          .asks(START, queued)
          .crashes(WAITING);
    }

    @Test
    void aRepeatGoesOnWithWhatWasStored() {
      brokenOff()
          .from(ActionId.START)
          .asksOnceStored(WAITING)
          .handsOver(action(9))
          .handsOver(action(2))
          .finishes();
    }

    @Test
    void executingAgainDoesToo() {
      brokenOff().execute().asksOnceStored(WAITING).handsOver(action(9));
    }

    @Test
    void whatWasNotStoredIsDoneAgain() {
      rehearse(onCall(joiningConference(1), talk(action(2))))
          .from(ActionId.START)
          .crashes(START_CONFERENCECALL)
          .from(ActionId.START)
          .asks(START_CONFERENCECALL, service())
          .handsOver(action(2));
    }

    @Test
    void isRepeatedToTheSameAnswerOnceItIsDone() {
      brokenOff()
          .from(ActionId.START)
          .asksOnceStored(WAITING)
          .handsOver(action(9))
          .from(ActionId.START)
          .handsOver(action(9));
    }

    @Test
    void goesOnFromWhatOthersMadeOfItMeanwhile() {
      rehearse(onCall(joiningQueue(1), talk(action(2))))
          .from(ActionId.START)
          .asks(START, new StartedService(new ServiceId(QUEUECALL.value()), "queuecall", List.of()))
          .asksOnceStored(
              WAITING,
              stored -> stored.pushing(new StackId(new UUID(7, 7)), List.of(talk(action(7)))))
          .handsOver(action(7))
          .handsOver(action(2));
    }

    @Test
    void isRefusedOnceSomeoneStoppedItMeanwhile() {
      var rehearsal =
          rehearse(onCall(joiningQueue(1)))
              .from(ActionId.START)
              .asks(
                  START,
                  new StartedService(new ServiceId(QUEUECALL.value()), "queuecall", List.of()));

      assertThatThrownBy(() -> rehearsal.asksOnceStored(WAITING, stored -> stored.ended(NOON)))
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.isFor(Reason.ACTIVEFLOW_ALREADY_STOPPED)).isTrue());
    }

    @Test
    void storesTheWayUpToTheQuestionAndTheRestAfterIt() {
      var queued =
          new StartedService(
              new ServiceId(QUEUECALL.value()), "queuecall", List.of(talk(action(9))));
      var asking = (Turn.Asking<?>) ENGINE.next(onCall(joiningQueue(1)), ActionId.START, moment());
      var waiting = (Turn.AskingOnceStored) answer(asking, queued);

      Activeflow stored = waiting.soFar().reached();
      assertThat(waiting.soFar().passed()).hasSize(1);
      assertThat(stored.stacks().stack(new StackId(QUEUECALL.value()))).isPresent();
      Settled settled = (Settled) waiting.then().apply(stored, Optional.empty());
      assertThat(settled.way().orElseThrow().passed()).hasSize(1);
    }

    @SuppressWarnings("unchecked") // the test knows what is asked
    private static <R> Turn answer(Turn.Asking<R> asking, Object answer) {
      return asking.answered().apply((R) answer);
    }
  }

  @Nested
  class Execute {

    @Test
    void runsFromTheStart() {
      rehearse(onApi(setting(action(1), "a", "1"))).execute().finishes();
    }

    @Test
    @Tag("difference-11")
    void refusesAnActiveflowThatHasBegun() {
      var rehearsal = rehearse(onApi(block(action(1)))).execute().waits();

      assertThatThrownBy(rehearsal::execute)
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.reason()).isEqualTo("ACTIVEFLOW_ALREADY_STARTED"));
    }
  }

  @Nested
  class Continue {

    @Test
    void goesOnFromTheBlock() {
      rehearse(onApi(block(action(1)), block(action(2))))
          .execute()
          .waits()
          .continueFrom(action(1))
          .waits()
          .continueFrom(action(2))
          .finishes();
    }

    @Test
    void refusesWhatIsNotBlocked() {
      var rehearsal = rehearse(onCall(talk(action(1)))).handsOver(action(1));

      assertThatThrownBy(() -> rehearsal.continueFrom(action(1)))
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.reason()).isEqualTo("NOT_BLOCKED"));
    }

    @Test
    @Tag("difference-1")
    void refusesOneWhoTakesItToBeAtAnotherBlock() {
      var rehearsal = rehearse(onApi(block(action(1)), block(action(2)))).execute().waits();

      assertThatThrownBy(() -> rehearsal.continueFrom(action(2)))
          .isInstanceOfSatisfying(
              FlowException.class,
              failure -> assertThat(failure.reason()).isEqualTo("NOT_THE_CURRENT_ACTION"));
    }
  }

  @Nested
  @Tag("difference-17")
  class TheLimits {

    private static Activeflow settingOften(int times, Action... others) {
      return onCall(
          Stream.concat(
                  IntStream.rangeClosed(1, times)
                      .mapToObj(number -> setting(action(number), "a", "1")),
                  Stream.of(others))
              .toArray(Action[]::new));
    }

    @Test
    void letAHundredActionsInARowBePerformed() {
      rehearse(settingOften(100, talk(action(101)))).handsOver(action(101));
      rehearse(settingOften(100)).finishes();
    }

    @Test
    void endAFlowThatWouldPerformOneMore() {
      var ended = rehearse(settingOften(101, talk(action(102)))).ends(Reason.TOO_MANY_TRANSITIONS);

      assertThat(ended.told()).hasSize(101);
      assertThat(ended.performed()).hasSize(100);
    }

    @Test
    void endAFlowThatFillsALongTextIntoOneActionAfterTheOther() {
      Options speaking = Options.NONE.with("key", "a").with("value", "1").with("note", "${long}");
      Action[] actions =
          IntStream.rangeClosed(1, 10)
              .mapToObj(number -> action(action(number), "variable_set", speaking))
              .toArray(Action[]::new);
      Activeflow activeflow =
          onCall(actions).with(Variables.NONE.with("long", "x".repeat(300_000)));

      var ended = rehearse(activeflow).ends(Reason.TEXT_TOO_LONG);

      assertThat(ended.performed()).hasSize(3);
    }

    @Test
    void letASingleActionBeAsLongAsItIs() {
      Options options = Options.NONE.with("text", "x".repeat(5_000_000));

      rehearse(onCall(action(action(1), "talk", options), action(action(2), "talk", options)))
          .handsOver(action(1))
          .handsOver(action(2));
    }

    @Test
    void beginAgainWhenAnActionWasHandedOver() {
      var limits = new Limits(2, 1000);

      rehearse(
              onCall(
                  setting(action(1), "a", "1"),
                  setting(action(2), "a", "1"),
                  talk(action(3)),
                  setting(action(4), "a", "1"),
                  setting(action(5), "a", "1"),
                  talk(action(6))))
          .within(limits)
          .handsOver(action(3))
          .handsOver(action(6));
    }

    @Test
    void putAnEndToALoop() {
      rehearse(onCall(goTo(action(1), action(1), Integer.MAX_VALUE)))
          .ends(Reason.TOO_MANY_TRANSITIONS);
    }

    @Test
    void putAnEndToALongLife() {
      rehearse(onCall(talk(action(1)), goTo(action(2), action(1), 100)))
          .within(new Limits(100, 5))
          .handsOver(action(1))
          .handsOver(action(1))
          .handsOver(action(1))
          .ends(Reason.TOO_MANY_TRANSITIONS);
    }

    @Test
    void putAnEndToAFlowThatFetchesItself() {
      var self =
          List.of(
              talk(action(1)),
              action(action(2), "fetch_flow", Options.NONE.with("flow_id", FLOW.toString())));
      var rehearsal = rehearse(onCall(self.toArray(Action[]::new)));
      for (int round = 1; round < Stacks.DEPTH_MAX; round++) {
        rehearsal
            .handsOver(action(1))
            .asks(new GetFlow(FLOW), flow(FLOW, CUSTOMER, self.toArray(Action[]::new)));
      }

      rehearsal
          .handsOver(action(1))
          .asks(new GetFlow(FLOW), flow(FLOW, CUSTOMER, self.toArray(Action[]::new)))
          .ends(Reason.TOO_MANY_STACKS);
    }

    @Test
    void putAnEndToOptionsThatGrowOutOfAllProportion() {
      var bomb = action(action(1), "talk", Options.NONE.with("text", "${big}".repeat(1000)));

      rehearse(carrying("big", "x".repeat(10_000), onCall(bomb))).ends(Reason.TEXT_TOO_LONG);
    }
  }

  @Nested
  class ReferenceData {
    private static final Activeflow TELLING =
        onCall(action("talk", "{'text': '${voipbin.flow.reference_data}'}"));
    private static final DescribeReference DESCRIBE =
        new DescribeReference(TELLING.origin().reference());

    @Test
    void isAskedForWhereAPlaceholderWantsIt() {
      var after = rehearse(TELLING).asks(DESCRIBE, "{}").handsOver(action(1)).activeflow();

      assertThat(after.cursor().action().options().text("text")).isEqualTo("{}");
    }

    @Test
    void isNotKept() {
      var after = rehearse(TELLING).asks(DESCRIBE, "{}").handsOver(action(1)).activeflow();

      assertThat(after.variables()).isEqualTo(TELLING.variables());
    }

    @Test
    void isEmptyWhereNobodyKnows() {
      var after =
          rehearse(TELLING).asksInVain(DESCRIBE, noAnswer()).handsOver(action(1)).activeflow();

      assertThat(after.cursor().action().options().text("text")).isEmpty();
    }

    @Test
    void givesWayToAVariableOfThatName() {
      var after =
          rehearse(carrying("voipbin.flow.reference_data", "mine", TELLING))
              .handsOver(action(1))
              .activeflow();

      assertThat(after.cursor().action().options().text("text")).isEqualTo("mine");
    }

    @Test
    void mayBeLargerThanAllVariablesMayBe() {
      var large = "x".repeat(Placeholders.LENGTH_MAX);

      rehearse(carrying("much", "y".repeat(Variables.BYTES_MAX - 1000), TELLING))
          .asks(DESCRIBE, large)
          .handsOver(action(1));
    }
  }
}
