package io.flowmanager.application.json;

import static io.flowmanager.domain.error.Reason.INVALID_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.json.DomainEventsJson.Told;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class DomainEventsJsonTest {

  @Test
  void isAListOfTypesAndResources() {
    List<Told> things =
        List.of(
            new Told("flow_created", Json.of("{\"name\":\"O'Hara\"}")),
            new Told("flow_deleted", Json.of("{}")));

    assertThat(DomainEventsJson.write(things))
        .hasToString(
            "[{\"type\":\"flow_created\",\"resource\":{\"name\":\"O'Hara\"}},"
                + "{\"type\":\"flow_deleted\",\"resource\":{}}]");
    assertThat(DomainEventsJson.write(List.of())).hasToString("[]");
  }

  @Property(tries = 100)
  @Domain(Any.class)
  void givesBackWhatWasWrittenInOrder(@ForAll Flow flow, @ForAll Activeflow activeflow) {
    List<Told> things =
        List.of(
            new Told("flow_updated", FlowJson.write(flow)),
            new Told("activeflow_updated", SnapshotJson.write(activeflow)),
            new Told("flow_updated", FlowJson.write(flow)));

    assertThat(DomainEventsJson.read(DomainEventsJson.write(things))).isEqualTo(things);
  }

  @Test
  void refusesWhatIsNoListOfObjects() {
    for (String damaged : List.of("{}", "[1]", "[{\"type\":1}]", "[{\"resource\":[]}]")) {
      assertThatThrownBy(() -> DomainEventsJson.read(Json.of(damaged)))
          .asInstanceOf(type(FlowException.class))
          .matches(failure -> failure.isFor(INVALID_REQUEST));
    }
  }
}
