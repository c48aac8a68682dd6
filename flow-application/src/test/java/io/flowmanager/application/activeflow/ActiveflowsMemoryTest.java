package io.flowmanager.application.activeflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.Pauses;
import io.flowmanager.application.World;
import io.flowmanager.application.activeflow.Activeflows.Decision;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.InMemoryActiveflowCache;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.PortExamples;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.variable.Variables;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActiveflowsMemoryTest {
  private static final long BYTES = 4_000_000;

  private static final int LENGTH = 100 * 1024;

  private final MemoryLimiter memory = new MemoryLimiter(BYTES, Duration.ofMillis(50));

  @Test
  void goesByWhatMayBeWrittenAnew() {
    Activeflow activeflow = PortExamples.activeflow(PortExamples.NOON);
    assertThat(ChangeMemory.length(activeflow)).isLessThan(1000);

    Activeflow speaking =
        activeflow.movedTo(
            Optional.empty(), PortExamples.action("x".repeat(LENGTH)), PortExamples.NOON);
    assertThat(ChangeMemory.length(speaking)).isBetween((long) LENGTH, LENGTH + 1000L);

    Activeflow spoken =
        speaking.movedTo(Optional.empty(), PortExamples.action("short"), PortExamples.NOON);
    assertThat(ChangeMemory.length(spoken)).isLessThan(1000);
    assertThat(
            ChangeMemory.length(
                activeflow.with(activeflow.variables().with("long", "x".repeat(LENGTH)))))
        .isBetween((long) LENGTH, LENGTH + 1000L);
  }

  @Test
  void keepsOnlyThoseWaitingWhoseTextsAreLong() {
    Activeflows activeflows = activeflows();
    Activeflow ordinary = kept(activeflows, PortExamples.activeflow(PortExamples.NOON));
    Activeflow ofLongTexts =
        kept(
            activeflows,
            PortExamples.activeflow(PortExamples.NOON)
                .with(Variables.NONE.with("long", "x".repeat(LENGTH))));

    whileOthersHaveAll(() -> {
      assertThat(changed(activeflows, ordinary)).isEqualTo("changed");
      assertThatThrownBy(() -> changed(activeflows, ofLongTexts))
          .asInstanceOf(type(FlowException.class))
          .matches(refused -> refused.isFor(Reason.OVERLOADED));
    });

    assertThat(changed(activeflows, ofLongTexts)).isEqualTo("changed");
  }

  @Test
  void keepsThoseWaitingTooThatComeToLongTexts() {
    Activeflows activeflows = activeflows();
    Activeflow ordinary = kept(activeflows, PortExamples.activeflow(PortExamples.NOON));

    whileOthersHaveAll(() ->
        assertThatThrownBy(() -> movedOntoALongText(activeflows, ordinary))
            .asInstanceOf(type(FlowException.class))
            .matches(refused -> refused.isFor(Reason.OVERLOADED)));
    assertThat(activeflows.get(ordinary.id()).value()).isEqualTo(ordinary);

    assertThat(movedOntoALongText(activeflows, ordinary)).isEqualTo("moved");
    assertThat(activeflows.get(ordinary.id()).value().progress().count()).isEqualTo(1);
  }

  @Test
  void keepsThoseWaitingThatComeToAllOfALongActiveflowAndNoOthers() {
    Activeflows activeflows = activeflows();
    Activeflow ofManyActions =
        kept(activeflows, withStack(PortExamples.activeflow(PortExamples.NOON), LENGTH));
    assertThat(ChangeMemory.length(ofManyActions)).isLessThan(1000);
    assertThat(ChangeMemory.lengthOfAll(ofManyActions)).isGreaterThan(LENGTH);

    whileOthersHaveAll(() -> {
      assertThat(changed(activeflows, ofManyActions)).isEqualTo("changed");
      assertThatThrownBy(() -> stopped(activeflows, ofManyActions))
          .asInstanceOf(type(FlowException.class))
          .matches(refused -> refused.isFor(Reason.OVERLOADED));
    });

    assertThat(stopped(activeflows, ofManyActions).isEnded()).isTrue();
    assertThat(memory.taken()).isZero();
  }

  @Test
  void keepsThoseWaitingThatPushALongStackThoughNoStepOfItIsLong() {
    Activeflows activeflows = activeflows();
    Activeflow ordinary = kept(activeflows, PortExamples.activeflow(PortExamples.NOON));

    whileOthersHaveAll(() -> {
      assertThat(pushed(activeflows, ordinary, 10)).isEqualTo("pushed");
      assertThatThrownBy(() -> pushed(activeflows, ordinary, 1000))
          .asInstanceOf(type(FlowException.class))
          .matches(refused -> refused.isFor(Reason.OVERLOADED));
    });
    assertThat(activeflows.get(ordinary.id()).value().stacks().byId()).hasSize(2);

    memory.within(() -> {
      assertThat(pushed(activeflows, ordinary, 1000)).isEqualTo("pushed");
      long length = activeflows.get(ordinary.id()).value().stacks().length();
      assertThat(length).isGreaterThan(MemoryLimiter.SMALL_MAX);
      assertThat(memory.taken()).isBetween(8 * length, 8 * length + 1024);
    });
    assertThat(memory.taken()).isZero();
  }

  @Test
  void keepsThoseWaitingThatComeToLongVariables() {
    Activeflows activeflows = activeflows();
    Activeflow ordinary = kept(activeflows, PortExamples.activeflow(PortExamples.NOON));

    whileOthersHaveAll(() ->
        assertThatThrownBy(() -> set(activeflows, ordinary, "x".repeat(LENGTH)))
            .asInstanceOf(type(FlowException.class))
            .matches(refused -> refused.isFor(Reason.OVERLOADED)));

    assertThat(set(activeflows, ordinary, "x".repeat(LENGTH))).isEqualTo("set");
  }

  @Test
  void waitsForMemoryOnce() {
    Activeflows activeflows = activeflows();
    Activeflow ordinary = kept(activeflows, PortExamples.activeflow(PortExamples.NOON));
    var decided = new AtomicInteger();

    whileOthersHaveAll(() ->
        assertThatThrownBy(() ->
                activeflows.decide(
                    ordinary.id(),
                    before -> {
                      decided.incrementAndGet();
                      return pushing(before, 1000);
                    }))
            .isInstanceOf(FlowException.class));

    assertThat(decided).hasValue(1);
  }

  private static String pushed(Activeflows activeflows, Activeflow activeflow, int actions) {
    return activeflows.decide(activeflow.id(), before -> pushing(before, actions));
  }

  private static Decision<String> pushing(Versioned<Activeflow> before, int actions) {
    Activeflow after =
        before
            .value()
            .pushing(
                new StackId(new UUID(6, actions)),
                Collections.nCopies(actions, PortExamples.action("short")));
    return Decision.keeping(Change.of(before, after, List.of()), "pushed");
  }

  private static String set(Activeflows activeflows, Activeflow activeflow, String value) {
    return activeflows.decide(
        activeflow.id(),
        before ->
            Decision.keeping(
                Change.of(
                    before,
                    before.value().with(before.value().variables().with("long", value)),
                    List.of()),
                "set"));
  }

  @Test
  void keepsNobodyWaitingThatComesToAllOfAShortActiveflow() {
    Activeflows activeflows = activeflows();
    Activeflow ordinary = kept(activeflows, PortExamples.activeflow(PortExamples.NOON));

    whileOthersHaveAll(() -> assertThat(stopped(activeflows, ordinary).isEnded()).isTrue());
  }

  private static Activeflow withStack(Activeflow activeflow, int length) {
    return activeflow.pushing(
        new StackId(new UUID(5, 5)), List.of(PortExamples.action("x".repeat(length))));
  }

  private static Activeflow stopped(Activeflows activeflows, Activeflow activeflow) {
    return activeflows.decideOnAll(
        activeflow.id(),
        before -> {
          Activeflow ended = before.value().ended(PortExamples.NOON);
          return Decision.keeping(Change.of(before, ended, List.of()), ended);
        });
  }

  private static String movedOntoALongText(Activeflows activeflows, Activeflow activeflow) {
    return activeflows.decide(
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

  private void whileOthersHaveAll(Runnable asking) {
    memory.within(() -> {
      memory.need("others", BYTES);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(threads.submit(asking)).succeedsWithin(Duration.ofSeconds(10));
      }
    });
  }

  private Activeflows activeflows() {
    var world = new World();
    return new Activeflows(
        world.base.activeflows,
        new InMemoryActiveflowCache(),
        world.publisher,
        Measurements.NONE,
        memory,
        Pauses.REAL);
  }

  private static Activeflow kept(Activeflows activeflows, Activeflow activeflow) {
    activeflows.create(new Change.Birth(activeflow, List.of()));
    return activeflow;
  }

  private static String changed(Activeflows activeflows, Activeflow activeflow) {
    return activeflows.decide(
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
