package io.flowmanager.application.activeflow;

import static io.flowmanager.application.Deliveries.again;
import static io.flowmanager.application.Deliveries.first;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.World;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.activeflow.CreateActiveflow.NewActiveflow;
import io.flowmanager.application.flow.CreateFlow.NewFlow;
import io.flowmanager.application.variable.DeleteVariable;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a process served and could not acknowledge before it died: the broker delivers it to the
 * next one, and nothing happens again.
 */
class DeliveredAgainTest {
  private static final RequestId REQUEST = new RequestId(new UUID(0x4E9, 1));
  private static final Map<String, String> ONE_MORE = Map.of("digits", "${digits}1");

  private final World before = new World();
  private final World after = new World(before.base, Played.NOTHING);
  private final Activeflow activeflow =
      before.onCall(before.flow(talk(action(1)), talk(action(2))));

  @BeforeEach
  void begin() {
    before.nextFrom(activeflow.id(), ActionId.START);
  }

  private Activeflow stored() {
    return before.stored(activeflow);
  }

  @Test
  void aDigitIsDialledOnce() {
    before.setVariables.set(activeflow.id(), ONE_MORE, first(REQUEST));
    after.setVariables.set(activeflow.id(), ONE_MORE, again(REQUEST));

    assertThat(stored().variables().valueOf("digits")).isEqualTo("1");
  }

  @Test
  void aDigitThatNobodyServedIsDialled() {
    after.setVariables.set(activeflow.id(), ONE_MORE, again(REQUEST));

    assertThat(stored().variables().valueOf("digits")).isEqualTo("1");
  }

  @Test
  void twoRequestsThatLookTheSameAreTwo() {
    before.setVariables.set(activeflow.id(), ONE_MORE, first(REQUEST));
    before.setVariables.set(activeflow.id(), ONE_MORE, first(REQUEST));

    assertThat(stored().variables().valueOf("digits")).isEqualTo("11");
  }

  @Test
  void aRequestThatCanNotBeToldFromOthersIsServedEachTime() {
    before.setVariables.set(activeflow.id(), ONE_MORE, first(RequestId.NONE));
    after.setVariables.set(activeflow.id(), ONE_MORE, again(RequestId.NONE));

    assertThat(stored().variables().valueOf("digits")).isEqualTo("11");
  }

  @Test
  void oneWhoFindsOutLateThatItCameAgainIsNotSecond() {
    // It holds a copy of before, and would be served by that.
    after.activeflows.get(activeflow.id());
    before.setVariables.set(activeflow.id(), ONE_MORE, first(REQUEST));
    after.setVariables.set(activeflow.id(), ONE_MORE, again(REQUEST));

    assertThat(stored().variables().valueOf("digits")).isEqualTo("1");
  }

  @Test
  void aVariableSetMeanwhileIsNotDeleted() {
    before.setVariables.set(activeflow.id(), Map.of("a", "old"), Arrival.ONCE);
    new DeleteVariable(before.activeflows).delete(activeflow.id(), "a", first(REQUEST));
    before.setVariables.set(activeflow.id(), Map.of("a", "new"), Arrival.ONCE);

    new DeleteVariable(after.activeflows).delete(activeflow.id(), "a", again(REQUEST));

    assertThat(stored().variables().valueOf("a")).isEqualTo("new");
  }

  @Test
  void actionsArePushedOnce() {
    Activeflow pushed = before.push.push(activeflow.id(), List.of(talk(action(5))), first(REQUEST));
    Activeflow answered =
        after.push.push(activeflow.id(), List.of(talk(action(5))), again(REQUEST));

    assertThat(answered).isEqualTo(pushed).isEqualTo(stored());
  }

  @Test
  void actionsAreAddedOnce() {
    before.push.push(activeflow.id(), List.of(talk(action(5))), Arrival.ONCE);
    before.nextFrom(activeflow.id(), action(1));
    Activeflow added = before.add.add(activeflow.id(), List.of(talk(action(6))), first(REQUEST));

    assertThat(after.add.add(activeflow.id(), List.of(talk(action(6))), again(REQUEST)))
        .isEqualTo(added)
        .isEqualTo(stored());
  }

  @Test
  void aForwardThatWasFollowedIsNotFollowedAgain() {
    var told = new ArrayList<Runnable>();
    forward(before, first(REQUEST), told::add);
    before.nextFrom(activeflow.id(), action(1));

    forward(after, again(REQUEST), told::add);

    assertThat(stored().cursor().forward()).isEmpty();
    assertThat(told).as("what the call is told").hasSize(1);
  }

  @Test
  void aForwardOfWhichTheCallMayNotHaveBeenToldIsToldAgain() {
    var told = new ArrayList<Runnable>();
    forward(before, first(REQUEST), work -> {});

    forward(after, again(REQUEST), told::add);

    assertThat(told).hasSize(1);
  }

  private void forward(World world, Arrival arrival, Executor background) {
    new ForwardActiveflow(world.activeflows, Played.NOTHING.calls(), world.moments, background)
        .forward(activeflow.id(), action(1), true, arrival);
  }

  @Test
  void anActiveflowIsCreatedOnce() {
    NewActiveflow wanted = World.wanted(before.flow(talk(action(1))).id());
    before.base.told.clear();
    Activeflow created = before.createActiveflow.create(wanted, first(REQUEST));
    before.nextFrom(created.id(), ActionId.START);

    Activeflow answered = after.createActiveflow.create(wanted, again(REQUEST));

    assertThat(answered).isEqualTo(before.stored(created));
    assertThat(before.base.toldTypes()).containsExactly("activeflow_created", "activeflow_updated");
  }

  @Test
  void anActiveflowWithAnIdOfItsOwnIsCreatedOnce() {
    NewActiveflow wanted = withId(World.wanted(FlowId.NONE), new ActiveflowId(new UUID(0xAF, 7)));
    Activeflow created = before.createActiveflow.create(wanted, first(REQUEST));

    assertThat(after.createActiveflow.create(wanted, again(REQUEST))).isEqualTo(created);
  }

  private static NewActiveflow withId(NewActiveflow wanted, ActiveflowId id) {
    return new NewActiveflow(
        id,
        wanted.customer(),
        wanted.flow(),
        wanted.reference(),
        wanted.parent(),
        wanted.webhook(),
        wanted.variables(),
        wanted.legacy());
  }

  @Test
  void twoActiveflowsAskedForByRequestsThatLookTheSameAreTwo() {
    NewActiveflow wanted = World.wanted(FlowId.NONE);
    Activeflow one = before.createActiveflow.create(wanted, first(REQUEST));
    Activeflow other = before.createActiveflow.create(wanted, first(REQUEST));

    assertThat(one.id()).isNotEqualTo(other.id());
  }

  @Test
  void aFlowIsCreatedOnce() {
    NewFlow wanted = persistent(talk(action(1)));
    before.base.told.clear();
    Flow created = before.createFlow.create(wanted, first(REQUEST));

    assertThat(after.createFlow.create(wanted, again(REQUEST))).isEqualTo(created);
    assertThat(before.base.toldTypes()).containsExactly("flow_created");
  }

  @Test
  void twoFlowsAskedForByRequestsThatLookTheSameAreTwo() {
    NewFlow wanted = persistent(talk(action(1)));
    Flow one = before.createFlow.create(wanted, first(REQUEST));
    Flow other = before.createFlow.create(wanted, first(REQUEST));

    assertThat(one.id()).isNotEqualTo(other.id());
  }

  private static NewFlow persistent(Action... actions) {
    return new NewFlow(
        World.CUSTOMER,
        Flow.TYPE_FLOW,
        Flow.Label.NONE,
        List.of(actions),
        FlowId.NONE,
        true,
        Flow.Legacy.NONE);
  }
}
