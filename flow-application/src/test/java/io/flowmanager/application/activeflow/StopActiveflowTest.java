package io.flowmanager.application.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.setting;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.application.World;
import io.flowmanager.application.port.Concurrently;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Page;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StopActiveflowTest {
  private final World world = new World();

  @Test
  void endsItWhereItStands() {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1)), talk(action(2))));
    world.nextFrom(activeflow.id(), ActionId.START);

    Activeflow stopped = world.stop.stop(activeflow.id());

    assertThat(stopped.isEnded()).isTrue();
    assertThat(stopped.cursor().action().id()).isEqualTo(action(1));
    assertThat(world.stored(activeflow)).isEqualTo(stopped);
  }

  @Test
  void leavesOneThatHasEndedAsItIs() {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1))));
    Activeflow stopped = world.stop.stop(activeflow.id());
    world.base.told.clear();

    assertThat(world.stop.stop(activeflow.id())).isEqualTo(stopped);
    assertThat(world.base.told).isEmpty();
  }

  @Test
  void startsWhatFollowsOnceThoughManyStopItAtOnce() throws InterruptedException {
    Activeflow activeflow =
        world.onCall(world.flow(world.flow(setting(action(50), "a", "1")).id(), talk(action(1))));

    Concurrently.times(16, () -> world.stop.stop(activeflow.id()));

    assertThat(all()).hasSize(2);
  }

  @Test
  @Tag("difference-3")
  void letsNobodyGoOnAfterwards() {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1))));
    world.stop.stop(activeflow.id());

    assertThatThrownBy(() -> world.nextFrom(activeflow.id(), ActionId.START))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.ACTIVEFLOW_ALREADY_STOPPED)).isTrue());
  }

  @Test
  void doesNotKnowWhatWasNeverThere() {
    assertThatThrownBy(() -> world.stop.stop(new ActiveflowId(UUID.randomUUID())))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.isFor(Reason.ACTIVEFLOW_NOT_FOUND)).isTrue());
  }

  @Test
  void isPartOfDeleting() {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1))));
    world.base.told.clear();

    Activeflow deleted = world.delete.delete(activeflow.id());

    assertThat(deleted.isEnded()).isTrue();
    assertThat(deleted.isDeleted()).isTrue();
    assertThat(world.base.toldTypes()).containsExactly("activeflow_updated", "activeflow_deleted");
  }

  @Test
  @Tag("difference-22")
  void startsNothingWhereTheCustomerIsGone() {
    Activeflow activeflow =
        world.onCall(world.flow(world.flow(setting(action(50), "a", "1")).id(), talk(action(1))));

    world.delete.deleteForGood(activeflow.id());

    assertThat(all()).hasSize(1);
  }

  private List<Activeflow> all() {
    return world.base.activeflows.list(Filter.none(), new Page(World.NOON.plusSeconds(1), 100));
  }
}
