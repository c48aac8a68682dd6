package io.flowmanager.domain.activeflow;

import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.FLOW;
import static io.flowmanager.authoring.rehearse.Examples.newId;
import static io.flowmanager.authoring.rehearse.Examples.origin;
import static io.flowmanager.domain.activeflow.StartingVariables.CHAIN_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.variable.OfferedVariables;
import io.flowmanager.domain.variable.OfferedVariables.Outcome;
import io.flowmanager.domain.variable.ReservedVariables;
import io.flowmanager.domain.variable.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingVariablesTest {
  private static final ActiveflowId PARENT = new ActiveflowId(newId(9));
  private static final Origin DERIVED =
      new Origin(CUSTOMER, FLOW, Reference.NONE, PARENT, FlowId.NONE, Webhook.NONE, 0, false);

  private static StartingVariables inheriting(
      Map<String, String> parents, Map<String, String> offered) {
    var variables = new Variables(parents);
    var inheritance = new Inheritance(variables, StartingVariables.depthIn(variables));
    return StartingVariables.of(
        ACTIVEFLOW, DERIVED, Optional.of(inheritance), OfferedVariables.of(offered));
  }

  private static Map<String, String> count(String count) {
    return Map.of(ReservedVariables.COMPLETE_COUNT, count);
  }

  @Test
  void sayWhichActiveflowItIs() {
    var own = new Reference(ReferenceType.CALL, new ReferenceId(CALL.value()));

    var starting =
        StartingVariables.of(ACTIVEFLOW, origin(own), Optional.empty(), OfferedVariables.NONE);

    assertThat(starting.variables().values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "voipbin.activeflow.id",
                ACTIVEFLOW.toString(),
                "voipbin.activeflow.reference_type",
                "call",
                "voipbin.activeflow.reference_id",
                CALL.toString(),
                "voipbin.activeflow.reference_activeflow_id",
                "00000000-0000-0000-0000-000000000000",
                "voipbin.activeflow.flow_id",
                FLOW.toString(),
                "voipbin.activeflow.complete_count",
                "0"));
  }

  @Test
  void areTheParentsThenTheOfferedThenTheReserved() {
    var parents = new LinkedHashMap<>(count("0"));
    parents.putAll(
        Map.of(
            "a",
            "parent's",
            "b",
            "parent's",
            "voipbin.activeflow.id",
            "parent's",
            "voipbin.call.digits",
            "1"));

    var starting = inheriting(parents, Map.of("b", "offered", "c", "offered"));

    assertThat(starting.variables().values())
        .containsEntry("a", "parent's")
        .containsEntry("b", "offered")
        .containsEntry("c", "offered")
        .containsEntry("voipbin.call.digits", "1")
        .containsEntry("voipbin.activeflow.id", ACTIVEFLOW.toString())
        .containsEntry("voipbin.activeflow.reference_activeflow_id", PARENT.toString());
  }

  @Test
  void countTheChain() {
    assertThat(inheriting(count("3"), Map.of()).variables().values())
        .containsEntry("voipbin.activeflow.complete_count", "4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "5", "99", "999999999999999999999"})
  @Tag("difference-10")
  void refuseTheSixthOfAChain(String count) {
    assertThatThrownBy(() -> inheriting(count(count), Map.of()))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.reason()).isEqualTo("CHAIN_TOO_DEEP"));
  }

  @Test
  @Tag("difference-10")
  void refuseAParentWithoutACount() {
    assertThatThrownBy(() -> inheriting(Map.of(), Map.of())).isInstanceOf(FlowException.class);
    assertThatThrownBy(() -> inheriting(count("many"), Map.of())).isInstanceOf(FlowException.class);
  }

  @Test
  @Tag("difference-43")
  void countTheChainByTheParentsDepthWhateverItsVariablesSay() {
    var parent = new Inheritance(new Variables(count("0")), Optional.of(CHAIN_MAX - 1));

    assertThatThrownBy(() ->
            StartingVariables.of(ACTIVEFLOW, DERIVED, Optional.of(parent), OfferedVariables.NONE))
        .hasMessageContaining("at most 5");
  }

  @Test
  void leaveTheOfferBehindWhereBothTakeTooMuch() {
    var parents = new LinkedHashMap<>(count("0"));
    for (int number = 0; number < 4; number++) {
      parents.put("large" + number, "x".repeat(60_000));
    }
    var offered = Map.of("a", "y".repeat(20_000), "b", "y".repeat(20_000));

    var starting = inheriting(parents, offered);

    assertThat(starting.outcomes()).contains(Outcome.REJECTED_MERGED);
    assertThat(starting.variables().has("a")).isFalse();
    assertThat(starting.variables().has("large3")).isTrue();
  }
}
