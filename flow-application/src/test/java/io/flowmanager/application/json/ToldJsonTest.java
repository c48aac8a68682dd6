package io.flowmanager.application.json;

import static io.flowmanager.domain.error.Reason.INVALID_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.json.ToldJson.Told;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class ToldJsonTest {

  @Test
  void isAListOfTypesAndResources() {
    List<Told> things =
        List.of(
            new Told("flow_created", Json.of("{\"name\":\"O'Hara\"}")),
            new Told("flow_deleted", Json.of("{}")));

    assertThat(ToldJson.write(things))
        .hasToString(
            "[{\"type\":\"flow_created\",\"resource\":{\"name\":\"O'Hara\"}},"
                + "{\"type\":\"flow_deleted\",\"resource\":{}}]");
    assertThat(ToldJson.write(List.of())).hasToString("[]");
  }

  @Property(tries = 100)
  @Domain(Any.class)
  void givesBackWhatWasWrittenInOrder(@ForAll Flow flow, @ForAll Activeflow activeflow) {
    List<Told> things =
        List.of(
            new Told("flow_updated", FlowJson.write(flow)),
            new Told("activeflow_updated", PassageJson.write(activeflow)),
            new Told("flow_updated", FlowJson.write(flow)));

    assertThat(ToldJson.read(ToldJson.write(things))).isEqualTo(things);
  }

  @Test
  void refusesWhatIsNoListOfObjects() {
    for (String damaged : List.of("{}", "[1]", "[{\"type\":1}]", "[{\"resource\":[]}]")) {
      assertThatThrownBy(() -> ToldJson.read(Json.of(damaged)))
          .asInstanceOf(type(FlowException.class))
          .matches(failure -> failure.isFor(INVALID_REQUEST));
    }
  }
}
