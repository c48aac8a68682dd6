package io.flowmanager.domain.activeflow;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.SERVICE;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.stack;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.authoring.rehearse.EngineRehearsal;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ActiveflowTest {

  private static void isRefused(Reason reason, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            FlowException.class, failure -> assertThat(failure.reason()).isEqualTo(reason.name()));
  }

  private static EngineRehearsal standingOnTheFirst(Action... actions) {
    return rehearse(onCall(actions)).handsOver(actions[0].id());
  }

  @Test
  void beginsBeforeItsFirstAction() {
    var fresh = onCall(talk(action(1)));

    assertThat(fresh.cursor()).isEqualTo(Cursor.START);
    assertThat(fresh.upcoming()).contains(new Place(StackId.MAIN, action(1)));
    assertThat(fresh.progress().count()).isZero();
  }

  @Test
  void remembersTheActionsItHasLeftTheStartTheFirstOfThem() {
    var walked =
        standingOnTheFirst(talk(action(1)), talk(action(2))).handsOver(action(2)).activeflow();

    assertThat(walked.progress().executed())
        .extracting(left -> left.action().id())
        .containsExactly(ActionId.START, action(1));
  }

  @Test
  void remembersWhenItLeftEachAction() {
    Activeflow begun = moved(onCall(talk(action(1)), talk(action(2))), NOON);
    Activeflow walked = moved(begun, NOON.plusSeconds(5));

    assertThat(walked.progress().executed())
        .extracting(Executed::leftAt)
        .containsExactly(Optional.of(NOON), Optional.of(NOON.plusSeconds(5)));
    assertThat(walked.progress().arrivedAt()).contains(NOON.plusSeconds(5));
    assertThat(onCall(talk(action(1))).progress().arrivedAt()).isEmpty();
  }

  private static Activeflow moved(Activeflow activeflow, Instant now) {
    Optional<Place> place = activeflow.upcoming();
    Action action = place.flatMap(activeflow.stacks()::action).orElseThrow();
    return activeflow.movedTo(place, action, now);
  }

  @Test
  void goesWhereAnActionsOwnNextLeads() {
    var first = new Action(action(1), action(3), "talk", Options.NONE, Optional.empty());

    standingOnTheFirst(first, talk(action(2)), talk(action(3))).handsOver(action(3));
  }

  @Test
  void finishesWhereAnActionsOwnNextLeadsNowhere() {
    var first = new Action(action(1), action(9), "talk", Options.NONE, Optional.empty());

    standingOnTheFirst(first, talk(action(2))).finishes();
  }

  @Nested
  class Forward {

    @Test
    void comesBeforeWhatIsBelow() {
      standingOnTheFirst(talk(action(1)), talk(action(2)), talk(action(3)))
          .meanwhile(activeflow -> activeflow.forwardedTo(action(3)))
          .handsOver(action(3));
    }

    @Test
    void countsOnce() {
      standingOnTheFirst(talk(action(1)), talk(action(2)), talk(action(3)))
          .meanwhile(activeflow -> activeflow.forwardedTo(action(1)))
          .handsOver(action(1))
          .handsOver(action(2));
    }

    @Test
    void isTheLastOneWished() {
      standingOnTheFirst(talk(action(1)), talk(action(2)), talk(action(3)))
          .meanwhile(activeflow -> activeflow.forwardedTo(action(1)).forwardedTo(action(3)))
          .handsOver(action(3));
    }

    @Test
    void mayLeadBackToTheStart() {
      standingOnTheFirst(talk(action(1)), talk(action(2)))
          .handsOver(action(2))
          .meanwhile(activeflow -> activeflow.forwardedTo(ActionId.START))
          .handsOver(action(1));
    }

    @Test
    void leadsOutOfAPushedStackButNotIntoOne() {
      var pushed =
          standingOnTheFirst(talk(action(1)), talk(action(2)))
              .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)))));
      isRefused(Reason.TARGET_NOT_FOUND, () -> pushed.activeflow().forwardedTo(action(7)));

      pushed
          .handsOver(action(7))
          .meanwhile(activeflow -> activeflow.forwardedTo(action(1)))
          .handsOver(action(1));
    }

    @Test
    void isRefusedWhereThereIsNoSuchAction() {
      isRefused(Reason.TARGET_NOT_FOUND, () -> onCall(talk(action(1))).forwardedTo(action(9)));
      isRefused(Reason.TARGET_NOT_FOUND, () -> onCall(talk(action(1))).forwardedTo(ActionId.NONE));
    }
  }

  @Nested
  class Pushing {

    @Test
    void runsTheActionsAndComesBack() {
      standingOnTheFirst(talk(action(1)), talk(action(2)))
          .meanwhile(
              activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)), talk(action(8)))))
          .handsOver(action(7))
          .handsOver(action(8))
          .handsOver(action(2))
          .finishes();
    }

    @Test
    void runsThemBeforeTheFirstActionWhereNothingHasBegun() {
      rehearse(onCall(talk(action(1))).pushing(stack(1), List.of(talk(action(7)))))
          .handsOver(action(7))
          .handsOver(action(1));
    }

    @Test
    void nests() {
      standingOnTheFirst(talk(action(1)), talk(action(2)))
          .meanwhile(
              activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)), talk(action(8)))))
          .handsOver(action(7))
          .meanwhile(activeflow -> activeflow.pushing(stack(2), List.of(talk(action(9)))))
          .handsOver(action(9))
          .handsOver(action(8))
          .handsOver(action(2));
    }

    @Test
    @Tag("difference-13")
    void runsTheLastPushedFirstAndTheOneBeforeItAfterThat() {
      standingOnTheFirst(talk(action(1)), talk(action(2)))
          .meanwhile(
              activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)), talk(action(8)))))
          .meanwhile(activeflow -> activeflow.pushing(stack(2), List.of(talk(action(9)))))
          .handsOver(action(9))
          .handsOver(action(7))
          .handsOver(action(8))
          .handsOver(action(2));
    }

    @Test
    @Tag("difference-13")
    void comesBackToWhereAForwardWasToLead() {
      standingOnTheFirst(talk(action(1)), talk(action(2)), talk(action(3)))
          .meanwhile(activeflow -> activeflow.forwardedTo(action(3)))
          .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(9)))))
          .handsOver(action(9))
          .handsOver(action(3));
    }

    @Test
    void doesNothingWithoutActions() {
      var activeflow = onCall(talk(action(1)));

      assertThat(activeflow.pushing(stack(1), List.of())).isSameAs(activeflow);
    }

    @Test
    void refusesAStackThatIsThere() {
      var pushed = onCall().pushing(stack(1), List.of(talk(action(7))));

      isRefused(
          Reason.STACK_ALREADY_EXISTS, () -> pushed.pushing(stack(1), List.of(talk(action(8)))));
    }

    @Test
    void refusesOneStackTooMany() {
      var high = onCall();
      for (int depth = 1; depth < Stacks.DEPTH_MAX; depth++) {
        high = high.pushing(stack(depth), List.of(talk(action(7))));
      }

      var highest = high;
      isRefused(
          Reason.TOO_MANY_STACKS,
          () -> highest.pushing(stack(Stacks.DEPTH_MAX), List.of(talk(action(7)))));
    }

    @Test
    void comesAllTheWayBackFromTheHighestStack() {
      var high = onCall(talk(action(1)));
      for (int depth = 1; depth < Stacks.DEPTH_MAX; depth++) {
        high =
            high.pushing(stack(depth), List.of(talk(action(7))))
                .movedTo(Optional.of(new Place(stack(depth), action(7))), talk(action(7)), NOON);
      }

      assertThat(high.upcoming()).contains(new Place(StackId.MAIN, action(1)));
    }
  }

  @Nested
  class Adding {
    private static EngineRehearsal inAPushedStack() {
      return standingOnTheFirst(talk(action(1)), talk(action(2)))
          .meanwhile(
              activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)), talk(action(8)))))
          .handsOver(action(7));
    }

    @Test
    @Tag("difference-28")
    void putsActionsRightBelowTheCurrentOne() {
      inAPushedStack()
          .meanwhile(activeflow -> activeflow.adding(List.of(talk(action(3)), talk(action(4)))))
          .handsOver(action(3))
          .handsOver(action(4))
          .handsOver(action(8))
          .handsOver(action(2));
    }

    @Test
    void putsThemAtTheEndWhereTheCurrentOneIsTheLast() {
      inAPushedStack()
          .handsOver(action(8))
          .meanwhile(activeflow -> activeflow.adding(List.of(talk(action(3)))))
          .handsOver(action(3))
          .handsOver(action(2));
    }

    @Test
    void isRefusedInTheMainStack() {
      isRefused(
          Reason.NOT_IN_A_PUSHED_STACK,
          () -> onCall(talk(action(1))).adding(List.of(talk(action(3)))));
    }
  }

  @Nested
  class StoppingAService {
    private static final StackId SERVICE_STACK = new StackId(SERVICE.value());

    private static EngineRehearsal inTheService(Action... below) {
      var actions = new ArrayList<>(List.of(talk(action(1))));
      actions.addAll(List.of(below));
      return standingOnTheFirst(actions.toArray(Action[]::new))
          .meanwhile(activeflow ->
              activeflow.pushing(SERVICE_STACK, List.of(talk(action(7)), talk(action(8)))))
          .handsOver(action(7));
    }

    @Test
    void goesOnBelowTheActionThatStartedIt() {
      inTheService(talk(action(2)))
          .meanwhile(activeflow -> activeflow.stoppingService(SERVICE_STACK))
          .handsOver(action(2));
    }

    @Test
    void leavesItStandingWhereItStoodUntilSomeoneAsks() {
      var stopped = inTheService(talk(action(2))).activeflow().stoppingService(SERVICE_STACK);

      assertThat(stopped.standsOn(action(7))).isTrue();
      assertThat(stopped.stacks().byId()).containsOnlyKeys(StackId.MAIN);
    }

    @Test
    @Tag("difference-14")
    void finishesWhereNothingFollows() {
      inTheService().meanwhile(activeflow -> activeflow.stoppingService(SERVICE_STACK)).finishes();
    }

    @Test
    @Tag("difference-12")
    void unwindsTheStacksAboveIt() {
      inTheService(talk(action(2)))
          .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(9)))))
          .handsOver(action(9))
          .meanwhile(activeflow -> activeflow.stoppingService(SERVICE_STACK))
          .handsOver(action(2));
    }

    @Test
    @Tag("difference-12")
    void leavesTheServiceBelowItRunning() {
      inTheService(talk(action(2)))
          .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(9)))))
          .handsOver(action(9))
          .meanwhile(activeflow -> activeflow.stoppingService(stack(1)))
          .handsOver(action(8))
          .handsOver(action(2));
    }

    @Test
    void stopsOneAfterTheOther() {
      inTheService(talk(action(2)))
          .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(9)))))
          .handsOver(action(9))
          .meanwhile(
              activeflow -> activeflow.stoppingService(stack(1)).stoppingService(SERVICE_STACK))
          .handsOver(action(2));
    }

    @Test
    void stopsOneThatIsStillToBegin() {
      standingOnTheFirst(talk(action(1)), talk(action(2)))
          .meanwhile(activeflow -> activeflow.pushing(SERVICE_STACK, List.of(talk(action(7)))))
          .meanwhile(activeflow -> activeflow.stoppingService(SERVICE_STACK))
          .handsOver(action(2));
    }

    @Test
    void leavesTheWayAsItWasWhereItWasStillToBegin() {
      var activeflow = standingOnTheFirst(talk(action(1)), talk(action(2))).activeflow();

      assertThat(
              activeflow
                  .pushing(SERVICE_STACK, List.of(talk(action(7))))
                  .stoppingService(SERVICE_STACK))
          .isEqualTo(activeflow);
    }

    @Test
    void keepsAForwardThatLeadsOutOfIt() {
      inTheService(talk(action(2)), talk(action(3)))
          .meanwhile(activeflow -> activeflow.forwardedTo(action(3)).stoppingService(SERVICE_STACK))
          .handsOver(action(3));
    }

    @Test
    void letsAForwardCountAfterIt() {
      inTheService(talk(action(2)), talk(action(3)))
          .meanwhile(activeflow -> activeflow.stoppingService(SERVICE_STACK).forwardedTo(action(3)))
          .handsOver(action(3));
    }

    @Test
    void letsAPushComeBeforeWhatFollows() {
      inTheService(talk(action(2)))
          .meanwhile(activeflow ->
              activeflow.stoppingService(SERVICE_STACK).pushing(stack(1), List.of(talk(action(9)))))
          .handsOver(action(9))
          .handsOver(action(2));
    }

    @Test
    void letsAPushComeBeforeTheEnd() {
      inTheService()
          .meanwhile(activeflow ->
              activeflow.stoppingService(SERVICE_STACK).pushing(stack(1), List.of(talk(action(9)))))
          .handsOver(action(9))
          .finishes();
    }

    @Test
    void isRefusedWhereItDoesNotRun() {
      var running = inTheService(talk(action(2))).activeflow();

      isRefused(Reason.SERVICE_NOT_RUNNING, () -> running.stoppingService(stack(9)));
      isRefused(Reason.SERVICE_NOT_RUNNING, () -> running.stoppingService(StackId.MAIN));
      isRefused(
          Reason.SERVICE_NOT_RUNNING,
          () -> running.stoppingService(SERVICE_STACK).stoppingService(SERVICE_STACK));
    }
  }

  @Nested
  @Tag("difference-30")
  class LeavingStacks {

    @Test
    void forgetsTheOnesThatNoWayLeadsBackTo() {
      var back =
          standingOnTheFirst(talk(action(1)), talk(action(2)))
              .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)))))
              .handsOver(action(7))
              .handsOver(action(2))
              .activeflow();

      assertThat(back.stacks().byId()).containsOnlyKeys(StackId.MAIN);
    }

    @Test
    void keepsTheOnesOnTheWayBack() {
      var nested =
          standingOnTheFirst(talk(action(1)), talk(action(2)))
              .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)))))
              .handsOver(action(7))
              .meanwhile(activeflow -> activeflow.pushing(stack(2), List.of(talk(action(8)))))
              .handsOver(action(8))
              .activeflow();

      assertThat(nested.stacks().byId()).containsOnlyKeys(StackId.MAIN, stack(1), stack(2));
    }

    @Test
    void letsAServiceComeAgainUnderTheSameId() {
      standingOnTheFirst(talk(action(1)), talk(action(2)))
          .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)))))
          .handsOver(action(7))
          .handsOver(action(2))
          .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(talk(action(7)))))
          .handsOver(action(7))
          .finishes();
    }
  }
}
