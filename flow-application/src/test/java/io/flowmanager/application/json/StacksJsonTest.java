package io.flowmanager.application.json;

import static io.flowmanager.application.json.Golden.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.activeflow.Stack.Return;
import io.flowmanager.domain.activeflow.Stacks;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class StacksJsonTest {
  private static final List<Action> NO_ACTIONS = List.of();
  private static final StackId SERVICE = new StackId(new UUID(0, 0x5e));
  private static final Place MENU = new Place(StackId.MAIN, new ActionId(new UUID(0, 0xa1)));

  @Property
  @Domain(Any.class)
  void anyStacksSurvive(@ForAll Stacks stacks) {
    assertThat(StacksJson.read(StacksJson.write(stacks))).isEqualTo(stacks);
  }

  @Test
  void writesEachUnderItsIdWithTheWayBack() {
    var stacks =
        Stacks.of(
            List.of(
                new Stack(StackId.MAIN, List.of(), Optional.empty()),
                new Stack(SERVICE, List.of(), Optional.of(new Return(MENU, false)))));

    assertThat(StacksJson.write(stacks))
        .isEqualTo(
            json(
                """
                {"00000000-0000-0000-0000-000000000001":{
                "id":"00000000-0000-0000-0000-000000000001","actions":null,
                "return_stack_id":"00000000-0000-0000-0000-000000000000",
                "return_action_id":"00000000-0000-0000-0000-000000000000"},
                "00000000-0000-0000-0000-00000000005e":{
                "id":"00000000-0000-0000-0000-00000000005e","actions":null,
                "return_stack_id":"00000000-0000-0000-0000-000000000001",
                "return_action_id":"00000000-0000-0000-0000-0000000000a1"}}
                """));
  }

  @Test
  void readsWhatTheOriginalWroteForNoActions() {
    Json original =
        json(
            """
            {"00000000-0000-0000-0000-000000000001":{
            "id":"00000000-0000-0000-0000-000000000001","actions":null,
            "return_stack_id":"00000000-0000-0000-0000-000000000000",
            "return_action_id":"00000000-0000-0000-0000-000000000000"}}
            """);

    assertThat(StacksJson.read(original)).isEqualTo(Stacks.of(NO_ACTIONS));
  }
}
