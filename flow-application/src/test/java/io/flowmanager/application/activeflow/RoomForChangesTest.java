package io.flowmanager.application.activeflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.World;
import io.flowmanager.application.activeflow.ActiveflowShelf.Decision;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.InMemoryActiveflowCache;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.PortExamples;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.variable.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoomForChangesTest {
  /** Room for two changes of 100 KiB characters. */
  private static final long BYTES = 4_000_000;

  private static final int LENGTH = 100 * 1024;

  private final RoomForChanges room = new RoomForChanges(BYTES, Duration.ofMillis(50));

  @Test
  void letsThroughAsManyAtOnceAsThereIsRoomFor() throws Exception {
    var patient = new RoomForChanges(BYTES, Duration.ofSeconds(10));
    var both = new CyclicBarrier(2);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = threads.submit(() -> patient.within(LENGTH, () -> meet(both)));
      Future<Integer> other = threads.submit(() -> patient.within(LENGTH, () -> meet(both)));

      assertThat(one.get() + other.get()).isEqualTo(1);
    }
  }

  private static int meet(CyclicBarrier all) {
    try {
      return all.await(10, TimeUnit.SECONDS);
    } catch (Exception missed) {
      throw new IllegalStateException(missed);
    }
  }

  @Test
  void refusesWhoseTurnDoesNotComeInTimeAndHasRoomAgainThen() {
    room.within(
        LENGTH,
        () ->
            room.within(
                LENGTH,
                () ->
                    assertThatThrownBy(() -> room.within(LENGTH, () -> "too many"))
                        .asInstanceOf(type(FlowException.class))
                        .matches(refused -> refused.isFor(Reason.OVERLOADED))));

    assertThat(room.within(LENGTH, () -> "in time")).isEqualTo("in time");
  }

  @Test
  void letsThroughAloneWhatIsLongerThanThereIsEverRoomFor() {
    assertThat(room.within(100L * LENGTH, () -> "alone")).isEqualTo("alone");
  }

  @Test
  void hasRoomAgainThoughAChangeFailed() {
    for (int time = 0; time < 3; time++) {
      assertThatThrownBy(() ->
              room.within(
                  2L * LENGTH,
                  () -> {
                    throw new IllegalStateException("failed");
                  }))
          .hasMessage("failed");
    }
  }

  @Test
  void goesByWhatMayBeWrittenAnew() {
    Activeflow activeflow = PortExamples.activeflow(PortExamples.NOON);
    assertThat(RoomForChanges.length(activeflow)).isLessThan(1000);

    Activeflow speaking =
        activeflow.movedTo(
            Optional.empty(), PortExamples.action("x".repeat(LENGTH)), PortExamples.NOON);
    assertThat(RoomForChanges.length(speaking)).isBetween((long) LENGTH, LENGTH + 1000L);

    Activeflow spoken =
        speaking.movedTo(Optional.empty(), PortExamples.action("short"), PortExamples.NOON);
    assertThat(RoomForChanges.length(spoken)).isLessThan(1000);
    assertThat(
            RoomForChanges.length(
                activeflow.with(activeflow.variables().with("long", "x".repeat(LENGTH)))))
        .isBetween((long) LENGTH, LENGTH + 1000L);
  }

  @Test
  void keepsOnlyThoseWaitingWhoseTextsAreLong() {
    ActiveflowShelf shelf = shelf();
    Activeflow ordinary = kept(shelf, PortExamples.activeflow(PortExamples.NOON));
    Activeflow ofLongTexts =
        kept(
            shelf,
            PortExamples.activeflow(PortExamples.NOON)
                .with(Variables.NONE.with("long", "x".repeat(LENGTH))));

    room.within(
        2L * LENGTH,
        () -> {
          assertThat(changed(shelf, ordinary)).isEqualTo("changed");
          return assertThatThrownBy(() -> changed(shelf, ofLongTexts))
              .asInstanceOf(type(FlowException.class))
              .matches(refused -> refused.isFor(Reason.OVERLOADED));
        });

    assertThat(changed(shelf, ofLongTexts)).isEqualTo("changed");
  }

  @Test
  void keepsThoseWaitingTooThatComeToLongTexts() {
    ActiveflowShelf shelf = shelf();
    Activeflow ordinary = kept(shelf, PortExamples.activeflow(PortExamples.NOON));

    room.within(
        2L * LENGTH,
        () ->
            assertThatThrownBy(() -> movedOntoALongText(shelf, ordinary))
                .asInstanceOf(type(FlowException.class))
                .matches(refused -> refused.isFor(Reason.OVERLOADED)));
    assertThat(shelf.get(ordinary.id()).value()).isEqualTo(ordinary);

    assertThat(movedOntoALongText(shelf, ordinary)).isEqualTo("moved");
    assertThat(shelf.get(ordinary.id()).value().progress().count()).isEqualTo(1);
  }

  private static String movedOntoALongText(ActiveflowShelf shelf, Activeflow activeflow) {
    return shelf.decide(
        activeflow.id(),
        before -> {
          Activeflow after =
              before
                  .value()
                  .movedTo(
                      Optional.empty(), PortExamples.action("x".repeat(LENGTH)), PortExamples.NOON);
          return Decision.keeping(PortExamples.change(before, after), "moved");
        });
  }

  private ActiveflowShelf shelf() {
    var world = new World();
    return new ActiveflowShelf(
        world.base.activeflows,
        new InMemoryActiveflowCache(),
        world.announcer,
        Measurements.NONE,
        room);
  }

  private static Activeflow kept(ActiveflowShelf shelf, Activeflow activeflow) {
    shelf.create(new Change.Birth(activeflow, List.of()));
    return activeflow;
  }

  private static String changed(ActiveflowShelf shelf, Activeflow activeflow) {
    return shelf.decide(
        activeflow.id(),
        before ->
            Decision.keeping(
                Change.of(
                    before,
                    before.value().with(before.value().variables().with("n", "1")),
                    List.of()),
                "changed"));
  }
}
