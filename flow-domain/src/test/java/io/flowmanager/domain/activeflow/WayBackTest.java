package io.flowmanager.domain.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.stack;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Pushing, moving on and stopping services, in any order, compared with the plainest model there
 * is: a pile of lists.
 */
class WayBackTest {

  /** A thing that can happen. */
  sealed interface Event {
    /** Someone asks for the next action. */
    record Next() implements Event {}

    /** So many actions are pushed. */
    record Pushed(int actions) implements Event {}

    /** The service that was pushed as number so stops, if it runs. */
    record Stopped(int service) implements Event {}
  }

  /** A stack of the model: what of it is still to come. */
  private record Pile(StackId id, Deque<ActionId> left) {}

  @Property(tries = 1000)
  void noActionIsLostAndNoneComesTwice(@ForAll("events") List<Event> events) {
    var main = List.of(talk(action(1)), talk(action(2)), talk(action(3)));
    var activeflow = onCall(main.toArray(Action[]::new));
    var model = new ArrayDeque<>(List.of(pile(StackId.MAIN, main)));
    Pile standsIn = model.element();
    int pushes = 0;

    for (Event event : events) {
      switch (event) {
        case Event.Next next -> {
          Optional<ActionId> expected = taken(model);
          assertThat(activeflow.upcoming().map(Place::action)).isEqualTo(expected);
          if (expected.isEmpty()) {
            return; // at its end, where nothing can happen any more
          }
          activeflow = moved(activeflow);
          standsIn = model.element();
        }
        case Event.Pushed pushed -> {
          int first = 1000 * ++pushes;
          var actions =
              IntStream.range(first, first + pushed.actions())
                  .mapToObj(number -> talk(action(number)))
                  .toList();
          activeflow = activeflow.pushing(stack(pushes), actions);
          model.push(pile(stack(pushes), actions));
        }
        case Event.Stopped stopped -> {
          var service = stack(stopped.service());
          if (model.stream().anyMatch(pile -> pile.id().equals(service))) {
            activeflow = activeflow.stoppingService(service);
            while (!model.pop().id().equals(service)) {
              // what is above goes, too
            }
            if (!model.contains(standsIn)) {
              leaveWhatIsUsedUp(model);
            }
          } else {
            var running = activeflow;
            assertThatThrownBy(() -> running.stoppingService(service))
                .isInstanceOf(FlowException.class);
          }
        }
      }
    }
    for (Optional<ActionId> rest = taken(model); rest.isPresent(); rest = taken(model)) {
      assertThat(activeflow.upcoming().map(Place::action)).isEqualTo(rest);
      activeflow = moved(activeflow);
    }
    assertThat(activeflow.upcoming()).isEmpty();
  }

  private static Pile pile(StackId id, List<Action> actions) {
    return new Pile(id, new ArrayDeque<>(actions.stream().map(Action::id).toList()));
  }

  /** The next action of the model. */
  private static Optional<ActionId> taken(Deque<Pile> model) {
    leaveWhatIsUsedUp(model);
    return Optional.ofNullable(model.element().left().poll());
  }

  /** The main pile stays. */
  private static void leaveWhatIsUsedUp(Deque<Pile> model) {
    while (model.size() > 1 && model.element().left().isEmpty()) {
      model.pop();
    }
  }

  private static Activeflow moved(Activeflow activeflow) {
    Optional<Place> place = activeflow.upcoming();
    return activeflow.movedTo(
        place, activeflow.stacks().action(place.orElseThrow()).orElseThrow(), NOON);
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Event> next = Arbitraries.just(new Event.Next());
    Arbitrary<Event> pushed = Arbitraries.integers().between(1, 3).map(Event.Pushed::new);
    Arbitrary<Event> stopped = Arbitraries.integers().between(1, 6).map(Event.Stopped::new);
    return Arbitraries.frequencyOf(Tuple.of(4, next), Tuple.of(2, pushed), Tuple.of(1, stopped))
        .list()
        .ofMaxSize(25);
  }
}
