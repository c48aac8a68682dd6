package io.flowmanager.application.variable;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.World;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.port.Concurrently;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActiveflowId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SetVariablesTest {
  private static final Map<String, String> ONE_MORE = Map.of("digits", "${digits}5");

  private final World world = new World();

  @Test
  void appendsADigit() {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1))));

    world.setVariables.set(activeflow.id(), ONE_MORE, Arrival.ONCE);
    world.setVariables.set(activeflow.id(), ONE_MORE, Arrival.ONCE);

    assertThat(world.stored(activeflow).variables().valueOf("digits")).isEqualTo("55");
  }

  @Test
  void losesNoDigitThoughTwoProcessesAppendAtOnce() throws InterruptedException {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1))));
    var other = new World(world.base, Played.NOTHING);

    Concurrently.times(
        40,
        () -> {
          World one = Thread.currentThread().threadId() % 2 == 0 ? world : other;
          one.setVariables.set(activeflow.id(), ONE_MORE, Arrival.ONCE);
          return true;
        });

    assertThat(world.stored(activeflow).variables().valueOf("digits")).hasSize(40);
  }

  @Test
  void leavesADescriptionThatCanNotBeHadEmpty() {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1))));

    world.setVariables.set(
        activeflow.id(), Map.of("about", "[${voipbin.flow.reference_data}]"), Arrival.ONCE);

    assertThat(world.stored(activeflow).variables().valueOf("about")).isEqualTo("[]");
  }

  @Test
  void doesNotKnowWhatWasNeverThere() {
    assertThatThrownBy(() ->
            world.setVariables.set(new ActiveflowId(UUID.randomUUID()), ONE_MORE, Arrival.ONCE))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.ACTIVEFLOW_NOT_FOUND)).isTrue());
  }
}
