package io.flowmanager.application.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.World;
import io.flowmanager.application.activeflow.CreateActiveflow.NewActiveflow;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CreateActiveflowTest {
  private final World world = new World();

  @Test
  void takesACopyOfTheActions() {
    Flow flow = world.flow(talk(action(1)));
    Activeflow activeflow = world.onCall(flow);

    world.updateFlow.updateActions(flow.id(), List.of(talk(action(2))));

    assertThat(world.stored(activeflow).upcoming().orElseThrow().action()).isEqualTo(action(1));
  }

  @Test
  void tellsTheWorld() {
    Flow flow = world.flow(talk(action(1)));
    world.base.told.clear();

    world.onCall(flow);

    assertThat(world.base.toldTypes()).containsExactly("activeflow_created");
  }

  @Test
  @Tag("difference-24")
  void refusesAFlowThatWasDeleted() {
    Flow flow = world.flow(talk(action(1)));
    world.deleteFlow.delete(flow.id());

    refuses(World.wanted(flow.id()), Reason.FLOW_NOT_FOUND);
  }

  @Test
  @Tag("difference-5")
  void refusesAFlowOfSomeoneElse() {
    Flow flow = world.flow(talk(action(1)));

    refuses(wanted(flow, new CustomerId(new UUID(7, 7)), ActiveflowId.NONE), Reason.OWNER_MISMATCH);
  }

  @Test
  @Tag("difference-10")
  void refusesAParentThatIsNotThere() {
    Flow flow = world.flow(talk(action(1)));

    refuses(
        wanted(flow, World.CUSTOMER, new ActiveflowId(new UUID(7, 7))),
        Reason.ACTIVEFLOW_NOT_FOUND);
  }

  @Test
  @Tag("difference-10")
  void refusesTheSixthOfAChainAndStoresNothing() {
    Flow flow = world.flow(talk(action(1)));
    Activeflow last = world.onCall(flow);
    for (int further = 0; further < 4; further++) {
      last = world.createActiveflow.create(wanted(flow, World.CUSTOMER, last.id()), Arrival.ONCE);
    }
    world.base.told.clear();

    refuses(wanted(flow, World.CUSTOMER, last.id()), Reason.CHAIN_TOO_DEEP);
    assertThat(world.base.told).isEmpty();
  }

  @Test
  @Tag("difference-43")
  void refusesTheSixthOfAChainWhateverTheFlowWroteAboutItsPlace() {
    Flow flow = world.flow(talk(action(1)));
    Activeflow last = world.onCall(flow);
    for (int further = 0; further < 4; further++) {
      last = world.createActiveflow.create(wanted(flow, World.CUSTOMER, last.id()), Arrival.ONCE);
      world.setVariables.set(
          last.id(), Map.of("voipbin.activeflow.complete_count", "0"), Arrival.ONCE);
    }

    refuses(wanted(flow, World.CUSTOMER, last.id()), Reason.CHAIN_TOO_DEEP);
  }

  @Test
  @Tag("difference-44")
  void inheritsNoVariablesFromAParentOfAnotherCustomer() {
    Activeflow parent = world.onCall(world.flow(talk(action(1))));
    world.setVariables.set(parent.id(), Map.of("card", "4711"), Arrival.ONCE);

    Activeflow stranger =
        world.createActiveflow.create(
            withoutFlow(new CustomerId(new UUID(7, 7)), parent.id()), Arrival.ONCE);
    Activeflow own =
        world.createActiveflow.create(withoutFlow(World.CUSTOMER, parent.id()), Arrival.ONCE);

    assertThat(stranger.variables().has("card")).isFalse();
    assertThat(stranger.origin().parent()).isEqualTo(parent.id());
    assertThat(stranger.variables().valueOf("voipbin.activeflow.complete_count")).isEqualTo("1");
    assertThat(own.variables().valueOf("card")).isEqualTo("4711");
  }

  private static NewActiveflow withoutFlow(CustomerId customer, ActiveflowId parent) {
    return new NewActiveflow(
        ActiveflowId.NONE,
        customer,
        FlowId.NONE,
        Reference.NONE,
        parent,
        Webhook.NONE,
        Map.of(),
        false);
  }

  @Test
  void refusesAnIdThatIsTaken() {
    Activeflow activeflow = world.onCall(world.flow(talk(action(1))));

    refuses(
        new NewActiveflow(
            activeflow.id(),
            World.CUSTOMER,
            FlowId.NONE,
            Reference.NONE,
            ActiveflowId.NONE,
            Webhook.NONE,
            Map.of(),
            false),
        Reason.ACTIVEFLOW_ALREADY_EXISTS);
  }

  @Test
  void takesTheOwnerFromTheFlowForCallersOfTheFirstVersion() {
    Flow flow = world.flow(talk(action(1)));

    Activeflow activeflow =
        world.createActiveflow.create(
            new NewActiveflow(
                ActiveflowId.NONE,
                CustomerId.NONE,
                flow.id(),
                Reference.NONE,
                ActiveflowId.NONE,
                Webhook.NONE,
                Map.of(),
                true),
            Arrival.ONCE);

    assertThat(activeflow.origin().customer()).isEqualTo(World.CUSTOMER);
  }

  @Test
  @Tag("difference-41")
  void takesTheLastOfTheNamesThatAreTheSameOnceTrimmed() {
    var offered = new LinkedHashMap<String, String>();
    for (int spaces = 0; spaces < 20; spaces++) {
      offered.put(" ".repeat(spaces) + "name", Integer.toString(spaces));
    }

    Activeflow activeflow =
        world.createActiveflow.create(
            new NewActiveflow(
                ActiveflowId.NONE,
                World.CUSTOMER,
                FlowId.NONE,
                Reference.NONE,
                ActiveflowId.NONE,
                Webhook.NONE,
                offered,
                false),
            Arrival.ONCE);

    assertThat(activeflow.variables().valueOf("name")).isEqualTo("19");
  }

  private void refuses(NewActiveflow wanted, Reason reason) {
    assertThatThrownBy(() -> world.createActiveflow.create(wanted, Arrival.ONCE))
        .isInstanceOfSatisfying(
            FlowException.class, failure -> assertThat(failure.isFor(reason)).isTrue());
  }

  private static NewActiveflow wanted(Flow flow, CustomerId customer, ActiveflowId parent) {
    return new NewActiveflow(
        ActiveflowId.NONE,
        customer,
        flow.id(),
        Reference.NONE,
        parent,
        Webhook.NONE,
        Map.of(),
        false);
  }
}
