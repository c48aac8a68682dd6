package io.flowmanager.domain.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.stack;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StacksTest {
  private static final Stacks STACKS =
      Stacks.of(
          List.of(
              new Stack(StackId.MAIN, List.of(talk(action(1)), talk(action(2))), Optional.empty()),
              above(stack(1), StackId.MAIN, 1, talk(action(3)), talk(action(4))),
              above(stack(2), stack(1), 3, talk(action(5))),
              above(stack(3), StackId.MAIN, 2, talk(action(6)))));

  private static Stack above(StackId id, StackId below, int pushedBy, Action... actions) {
    var place = new Place(below, action(pushedBy));
    return new Stack(id, List.of(actions), Optional.of(Stack.Return.after(place)));
  }

  private static Place place(StackId stack, int action) {
    return new Place(stack, action(action));
  }

  @Test
  void findsAnActionInTheStackAndInThoseItReturnsTo() {
    assertThat(STACKS.find(stack(2), action(5))).contains(place(stack(2), 5));
    assertThat(STACKS.find(stack(2), action(4))).contains(place(stack(1), 4));
    assertThat(STACKS.find(stack(2), action(1))).contains(place(StackId.MAIN, 1));
  }

  @Test
  void findsNoneInAStackAboveOrBeside() {
    assertThat(STACKS.find(StackId.MAIN, action(5))).isEmpty();
    assertThat(STACKS.find(stack(2), action(6))).isEmpty();
    assertThat(STACKS.find(stack(9), action(1))).isEmpty();
  }

  @Test
  void findsTheNearestWhereSeveralHaveTheId() {
    var twice =
        Stacks.of(List.of(talk(action(1)))).with(above(stack(1), StackId.MAIN, 1, talk(action(1))));

    assertThat(twice.find(stack(1), action(1))).contains(place(stack(1), 1));
  }

  @Test
  void findsTheStartFromTheMainStackOnly() {
    assertThat(STACKS.find(StackId.MAIN, ActionId.START)).contains(place(StackId.MAIN, 1));
    assertThat(STACKS.find(stack(1), ActionId.START)).isEmpty();
  }

  @Test
  void goesOnBelow() {
    assertThat(STACKS.after(place(StackId.MAIN, 1))).contains(place(StackId.MAIN, 2));
    assertThat(STACKS.after(new Place(StackId.MAIN, ActionId.START)))
        .contains(place(StackId.MAIN, 1));
  }

  @Test
  void goesOnBelowTheActionThatPushedWhereAStackIsDone() {
    assertThat(STACKS.after(place(stack(2), 5))).contains(place(stack(1), 4));
    assertThat(STACKS.after(place(stack(1), 4))).contains(place(StackId.MAIN, 2));
  }

  @Test
  void endsBelowTheLast() {
    assertThat(STACKS.after(place(StackId.MAIN, 2))).isEmpty();
    assertThat(STACKS.after(place(stack(3), 6))).isEmpty();
  }

  @Test
  void isInTheMainStackAtTheEndAndInNoneWhereTheWayBreaksOff() {
    assertThat(STACKS.endAfter(place(StackId.MAIN, 2))).isEqualTo(StackId.MAIN);
    assertThat(STACKS.endAfter(place(stack(3), 6))).isEqualTo(StackId.MAIN);

    assertThat(STACKS.endAfter(place(StackId.MAIN, 9))).isEqualTo(StackId.NONE);
    assertThat(Stacks.of(List.<Action>of()).endAfter(new Place(StackId.MAIN, ActionId.START)))
        .isEqualTo(StackId.NONE);
  }

  @Test
  void endsWhereItStandsOnNothing() {
    assertThat(STACKS.after(place(StackId.MAIN, 9))).isEmpty();
    assertThat(STACKS.after(place(stack(9), 1))).isEmpty();
  }

  @Test
  void letsAnActionsOwnNextLeadOutOfItsStack() {
    var leading = new Action(action(7), action(1), "talk", Options.NONE, Optional.empty());

    var stacks = STACKS.with(above(stack(4), stack(1), 3, leading, talk(action(8))));

    assertThat(stacks.after(place(stack(4), 7))).contains(place(StackId.MAIN, 1));
  }

  @Test
  void goesOnWithAnActionItselfWhereAPushCameBeforeIt() {
    var pending =
        new Stack(
            stack(4), List.of(talk(action(7))), Optional.of(Stack.Return.at(place(stack(1), 3))));

    assertThat(STACKS.with(pending).after(place(stack(4), 7))).contains(place(stack(1), 3));
  }

  @Test
  void knowsTheWayBack() {
    assertThat(STACKS.wayBack(stack(2))).containsExactly(stack(2), stack(1), StackId.MAIN);
    assertThat(STACKS.wayBack(stack(9))).isEmpty();
  }

  @Test
  void survivesStoredStacksThatReturnToThemselves() {
    var circle =
        Stacks.of(
            List.of(
                above(stack(1), stack(2), 1, talk(action(1))),
                above(stack(2), stack(1), 1, talk(action(1)))));

    assertThat(circle.find(stack(1), action(9))).isEmpty();
    assertThat(circle.after(place(stack(1), 1))).isEmpty();
    assertThat(circle.wayBack(stack(1))).containsExactly(stack(1), stack(2));
  }

  @Test
  @Tag("difference-30")
  void keepsTheWayBackAndForgetsTheRest() {
    assertThat(STACKS.keeping(stack(2), Optional.empty()).byId())
        .containsOnlyKeys(StackId.MAIN, stack(1), stack(2));
    assertThat(STACKS.keeping(stack(3), Optional.empty()).byId())
        .containsOnlyKeys(StackId.MAIN, stack(3));
    assertThat(STACKS.keeping(stack(3), Optional.of(place(stack(1), 3))).byId())
        .containsOnlyKeys(StackId.MAIN, stack(1), stack(3));
  }
}
