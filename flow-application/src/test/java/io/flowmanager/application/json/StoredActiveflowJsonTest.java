package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.application.json.StoredActiveflowJson.Stored;
import io.flowmanager.domain.activeflow.Activeflow;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class StoredActiveflowJsonTest {

  @Property
  @Domain(Any.class)
  @Domain(DomainContext.Global.class)
  void anyActiveflowSurvivesWithItsVersion(
      @ForAll Activeflow activeflow, @ForAll @LongRange(min = 1) long version) {
    assertThat(StoredActiveflowJson.read(StoredActiveflowJson.write(activeflow, version)))
        .contains(new Stored(activeflow, version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"format\":5,\"id\":\"other than a UUID\"}", "{\"format\":4}", "null"})
  void knowsNoOtherFormat(String copy) {
    assertThat(StoredActiveflowJson.read(Json.of(copy))).isEmpty();
  }

  @Test
  void refusesACopyThatLacksAStep() {
    Json copy =
        Json.of(
            "{\"format\":4,\"depth_told\":true,\"answered\":true,\"executed_actions\":[{}],\"steps\":[]}");

    assertThatThrownBy(() -> StoredActiveflowJson.read(copy))
        .hasMessage("Expected as many steps as executed_actions, 1, but there are 0");
  }

  @Test
  void refusesACopyWithMoreStepsThanItCounts() {
    Json copy =
        Json.of(
            "{\"format\":4,\"depth_told\":true,\"execute_count\":0,\"executed_actions\":[{}],\"steps\":[{}]}");

    assertThatThrownBy(() -> StoredActiveflowJson.read(copy))
        .hasMessage("Expected an execute_count of at least the steps, 1, but it is 0");
  }

  @Test
  void readsAnActionNestedAsDeepAsARequestCanBring() {
    Json deep = Json.of("[{\"option\":{\"a\":" + "[".repeat(97) + "]".repeat(97) + "}}]");

    Json written = ActionJson.writeAll(ActionJson.readAll(ValueJson.read(deep)));

    Json copy =
        Json.of(
            "{\"format\":4,\"depth_told\":true,\"answered\":true,\"tm_create\":\"2026-08-22T12:00:00Z\",\"stack_map\":{"
                + "\"00000000-0000-0000-0000-000000000001\":{\"actions\":"
                + written
                + "}}}");
    assertThat(StoredActiveflowJson.read(copy)).isPresent();
  }
}
