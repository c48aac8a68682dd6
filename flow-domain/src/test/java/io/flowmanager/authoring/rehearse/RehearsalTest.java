package io.flowmanager.authoring.rehearse;

import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_FLOW;
import static io.flowmanager.authoring.rehearse.Examples.QUEUE;
import static io.flowmanager.authoring.rehearse.Examples.QUEUECALL;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.flow;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreateConfbridge;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.FlowRequest.CreateTemporaryFlow;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import io.flowmanager.domain.step.MessageRequest.SendMessage;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.ReferenceRequest.DescribeReference;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.variable.ReservedVariables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final Rehearsal FRONT_DESK = Rehearsal.of(FrontDesk.actions());

  private static Rehearsal of(String actions) {
    return Rehearsal.of(FrontDesk.actions(actions));
  }

  private static void saysIs(ThrowingCallable expectation, String... lines) {
    assertThatThrownBy(expectation).isInstanceOf(AssertionError.class).message().contains(lines);
  }

  @Nested
  class TheCaller {

    @Test
    void dialsAtThePromptsInOrder() {
      FRONT_DESK
          .dials("9")
          .dials("2")
          .play()
          .expectPath(
              "answer",
              "talk",
              "digits_receive",
              "branch",
              "goto",
              "talk",
              "digits_receive",
              "branch",
              "play",
              "hangup")
          .expectEnd(End.HUNG_UP);
    }

    @Test
    void saysNothingWhenThereIsNothingLeftToDo() {
      Performance performance = FRONT_DESK.play();

      performance.expectEnd(End.HUNG_UP);
      assertThat(performance.heard())
          .hasSize(3)
          .containsOnly("Press 1 for opening hours, 2 for the front desk.");
    }

    @Test
    void canLetAPromptPassAndDialAtTheNext() {
      FRONT_DESK
          .saysNothing()
          .dials("1")
          .play()
          .expectHeard(
              "Press 1 for opening hours, 2 for the front desk.",
              "Press 1 for opening hours, 2 for the front desk.",
              "We are open from nine to five.");
    }

    @Test
    void dialsAtTheNextPromptWhatOneDoesNotWaitFor() {
      FRONT_DESK
          .dials("91")
          .play()
          .expectPath("#1", "#2", "#3", "#4", "#5", "#2", "#3", "#4", "#7", "#6");
    }

    @Test
    void isHeardUntilAnEndKeyWhichIsAmongTheDigits() {
      Performance performance =
          of("[{'type': 'digits_receive', 'option': {'duration': 3000, 'key': '#*'}}]")
              .dials("12#3")
              .play();

      performance.expectVariable(ReservedVariables.CALL_DIGITS, "12#");
      assertThat(performance.leftOver()).containsExactly(new Act.Dials("3"));
    }

    @Test
    void hangsUpAtAPromptOrDuringAnActionOrAfterAWhile() {
      Action event = FrontDesk.actions().get(1);

      FRONT_DESK
          .dials("9")
          .hangsUp()
          .play()
          .expectPath("#1", "#2", "#3", "#4", "#5", "#2", "#3")
          .expectEnd(End.CALLER_HUNG_UP);
      FRONT_DESK
          .hangsUpDuring(event.id())
          .play()
          .expectPath("answer", "talk")
          .expectEnd(End.CALLER_HUNG_UP);
      Performance impatient = FRONT_DESK.hangsUpAfter(Duration.ofSeconds(4)).play();
      impatient.expectPath("answer", "talk", "digits_receive").expectEnd(End.CALLER_HUNG_UP);
      assertThat(impatient.took()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void isToldApartFromOneWhoHadNoChance() {
      assertThat(FRONT_DESK.dials("2").dials("5").play().leftOver())
          .containsExactly(new Act.Dials("5"));
    }

    @Test
    void dialsNothingThatIsNoDigit() {
      assertThatThrownBy(() -> FRONT_DESK.dials("one")).hasMessageContaining("\"one\"");
    }
  }

  @Nested
  class OtherServices {
    private static final String CALLING =
        "[{'type': 'connect', 'option': {'destinations': [{'type': 'tel', 'target': '+1555'}]}},"
            + " {'type': 'hangup'}]";

    @Test
    void doAsTheyAreAskedUnlessTheScriptSaysOtherwise() {
      of(CALLING)
          .play()
          .expectPath("connect", "confbridge_join", "hangup")
          .expectAsked(CreateConfbridge.class, CreateTemporaryFlow.class, CreateCalls.class);
    }

    @Test
    void answerFailOrTimeOut() {
      of(CALLING)
          .answering(CreateCalls.class, new CreatedCalls(List.of(), 0))
          .play()
          .expectFailure(Reason.NO_CALL_CREATED);
      of(CALLING)
          .failing(CreateConfbridge.class, Reason.OWNER_MISMATCH)
          .play()
          .expectFailure(Reason.OWNER_MISMATCH);
      Performance late = of(CALLING).timingOut(CreateConfbridge.class).play();
      late.expectFailure(Reason.SERVICE_UNAVAILABLE);
      assertThat(late.took()).isEqualTo(Pace.TIME_OUT);
    }

    @Test
    void answerOneAfterTheOtherAndTheLastForAllThatFollow() {
      String calling = "{'type': 'call', 'option': {'flow_id': '%s'}}".formatted(OTHER_FLOW);

      Performance performance =
          of("[%1$s, %1$s, %1$s]".formatted(calling))
              .answering(CreateCalls.class, new CreatedCalls(List.of(CALL), 0))
              .answering(CreateCalls.class, new CreatedCalls(List.of(), 2))
              .play();

      assertThat(performance.scenes())
          .extracting(scene -> scene.exchanges().getFirst().answer().orElseThrow())
          .containsExactly(
              new CreatedCalls(List.of(CALL), 0),
              new CreatedCalls(List.of(), 2),
              new CreatedCalls(List.of(), 2));
    }

    @Test
    void maySayWhatDependsOnTheQuestion() {
      of("[{'type': 'fetch', 'option': {'event_url': 'https://a.example/talk'}}]")
          .answeredBy(
              FetchActions.class,
              fetch ->
                  FrontDesk.actions(
                      "[{'type': 'talk', 'option': {'text': '%s'}}]".formatted(fetch.uri())))
          .play()
          .expectHeard("https://a.example/talk");
    }

    @Test
    void knowTheFlowsThatAreStored() {
      Rehearsal fetching =
          of("[{'type': 'fetch_flow', 'option': {'flow_id': '%s'}}]".formatted(OTHER_FLOW));

      fetching
          .knowing(flow(OTHER_FLOW, fetching.flow().customer(), talk(action(7))))
          .play()
          .expectHeard("hello");
      fetching.play().expectFailure(Reason.FLOW_NOT_FOUND);
      fetching
          .knowing(flow(OTHER_FLOW, OTHER_CUSTOMER, talk(action(7))))
          .play()
          .expectFailure(Reason.OWNER_MISMATCH);
    }

    @Test
    void bringActionsAlong() {
      of("[{'type': 'queue_join', 'option': {'queue_id': '%s'}}, {'type': 'hangup'}]"
              .formatted(QUEUE))
          .answering(
              StartQueuecall.class,
              new StartedService(
                  new ServiceId(QUEUECALL.value()), "queuecall", List.of(talk(action(9)))))
          .play()
          .expectPath("queue_join", "talk", "hangup")
          .expectAsked(StartQueuecall.class, MarkQueuecallWaiting.class);
    }

    @Test
    void mayChangeTheFlowWhileAnActionIsPerformed() {
      Action first = talk(action(1));

      Rehearsal.of(List.of(first, talk(action(2))))
          .during(first.id(), flow -> flow.with(flow.variables().setting(Map.of("a", "1"))))
          .play()
          .expectVariable("a", "1");
    }

    @Test
    void haveNoTroubleOfOurOwn() {
      assertThatThrownBy(() -> FRONT_DESK.failing(GetCall.class, Reason.CONTENDED))
          .hasMessageContaining("CONTENDED");
    }
  }

  @Nested
  class TheFlow {

    @Test
    void beginsWithVariablesAndAtATime() {
      Rehearsal office =
          of("""
          [{'type': 'condition_datetime', 'option': {'condition': '<=', 'hour': 9,
            'false_target_id': 'ac000000-0000-4000-8000-000000000003'}},
           {'type': 'talk', 'option': {'text': 'Good day, ${name}.'}},
           {'id': 'ac000000-0000-4000-8000-000000000003', 'type': 'hangup'}]
          """)
              .with("name", "Alice");

      office.play().expectHeard("Good day, Alice.");
      office.at(Instant.parse("2026-11-23T08:59:59Z")).play().expectHeard();
    }

    @Test
    void takesTheTimeThatItsActionsTake() {
      Rehearsal sleeping =
          of(
              "[{'type': 'sleep', 'option': {'duration': 90000}}, {'type': 'talk', 'option':"
                  + " {'text': 'x'}}]");

      assertThat(sleeping.play().scenes().get(1).at()).isEqualTo(Duration.ofSeconds(90));
      assertThat(sleeping.pacedBy(action -> Duration.ZERO).play().took()).isZero();
    }

    @Test
    void waitsAtABlockUntilSomeoneContinuesIt() {
      Rehearsal blocking =
          of("[{'type': 'block'}, {'type': 'message_send', 'option': {'text': 'hi'}}]")
              .onConversation();

      blocking.play().expectPath("block").expectEnd(End.WAITING);
      blocking.continues().play().expectAsked(SendMessage.class).expectEnd(End.FINISHED);
    }

    @Test
    void passesOverWhatNeedsACallWhereThereIsNone() {
      Performance performance =
          of("[{'type': 'talk', 'option': {'text': 'x'}}]").onConversation().play();

      performance.expectHeard().expectPath("talk").expectEnd(End.FINISHED);
      assertThat(performance.scenes().getFirst().reason()).contains("no call", "passed over");
    }

    @Test
    void isStoppedWhereItNeverEnds() {
      of("[{'id': 'ac000000-0000-4000-8000-000000000001', 'type': 'goto', 'option': {'loop_count':"
              + " 1000, 'target_id': 'ac000000-0000-4000-8000-000000000001'}}]")
          .within(new Limits(10, 20))
          .play()
          .expectFailure(Reason.TOO_MANY_TRANSITIONS);
    }

    @Test
    void comesOutTheSameEachTime() {
      assertThat(FRONT_DESK.dials("9").play()).isEqualTo(FRONT_DESK.dials("9").play());
    }

    @Test
    void asksForReferenceDataOfTheActionThatWantsIt() {
      Performance performance =
          of("[{'type': 'talk', 'option': {'text': 'x'}}, {'type': 'talk', 'option': {'text':"
                  + " '${voipbin.flow.reference_data}'}}]")
              .answering(DescribeReference.class, "{}")
              .play();

      performance.expectHeard("x", "{}");
      assertThat(performance.scenes().get(0).exchanges()).isEmpty();
      assertThat(performance.scenes().get(1).exchanges()).hasSize(1);
    }
  }

  @Nested
  class AnExpectation {

    @Test
    void thatDoesNotComeTrueShowsBothPaths() {
      saysIs(
          () ->
              FRONT_DESK
                  .dials("1")
                  .play()
                  .expectPath("answer", "talk", "digits_receive", "branch", "play", "hangup"),
          """
          Expected another path:
                  expected        was
               1  answer          #1 answer
               2  talk            #2 talk “Press 1 for opening hours, 2 for the front desk.”
               3  digits_receive  #3 digits receive 1 digit, waits 5 s
               4  branch          #4 branch by the digits dialled
            >  5  play            #7 talk “We are open from nine to five.”
               6  hangup          #6 hangup
          """,
          "the digits dialled are “1”: on to #7 talk");
    }

    @Test
    void saysWhatIsMissingAndWhatIsTooMuch() {
      saysIs(() -> FRONT_DESK.dials("2").play().expectPath("answer"), "*  3  –");
      saysIs(() -> of("[]").play().expectPath("answer"), ">  1  answer        –");
      saysIs(
          () -> FRONT_DESK.dials("2").play().expectEnd(End.FINISHED),
          "Expected that the flow comes to its end, but after",
          "the flow hangs up");
      saysIs(
          () -> FRONT_DESK.dials("2").play().expectVariable("a", "1"),
          "Expected the variable a to be “1”, but it is “”");
      saysIs(
          () -> FRONT_DESK.dials("2").play().expectFailure(Reason.INVALID_OPTION),
          "Expected a failure for INVALID_OPTION");
      saysIs(() -> FRONT_DESK.dials("2").play().expectHeard("Hello"), "* Hello", "* Press 1");
      saysIs(
          () -> FRONT_DESK.dials("2").play().expectAsked(GetCall.class), "* get_call", "nothing");
    }
  }

  @Nested
  class CoverageOfRehearsals {

    @Test
    void namesTheActionsThatWereNeverReached() {
      var coverage =
          Coverage.of(FRONT_DESK.flow(), List.of(FRONT_DESK.dials("1").play(), FRONT_DESK.play()));

      assertThat(coverage.neverReached())
          .extracting(Action::type)
          .containsExactly("play", "hangup");
      saysIs(
          coverage::expectComplete,
          """
          7 of 9 actions were reached
            never #8 play please-hold.wav
            never #9 hangup\
          """);
    }

    @Test
    void isCompleteOnceEachWasReached() {
      Coverage.of(
              FRONT_DESK.flow(),
              List.of(
                  FRONT_DESK.dials("1").play(), FRONT_DESK.play(), FRONT_DESK.dials("2").play()))
          .expectComplete();
    }
  }
}
