package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.variable.Variables;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class VariablesJsonTest {

  @Property
  @Domain(Any.class)
  void anyVariablesSurvive(@ForAll Variables variables) {
    assertThat(VariablesJson.read(VariablesJson.write(variables))).isEqualTo(variables);
  }

  @Test
  void writesNamesAndTextsInOrder() {
    Variables variables = Variables.NONE.with("b.c", "${x}").with("a", "").with("", "\"");

    assertThat(VariablesJson.write(variables))
        .hasToString("{\"b.c\":\"${x}\",\"a\":\"\",\"\":\"\\\"\"}");
  }

  @Test
  void readsNullAsNone() {
    assertThat(VariablesJson.read(Json.of("null"))).isEqualTo(Variables.NONE);
  }

  @Test
  void answersThemWithTheIdOfTheActiveflow() {
    var activeflow = new ActiveflowId(new UUID(0, 0xaf));

    assertThat(VariablesJson.resource(activeflow, Variables.NONE.with("a", "1")))
        .hasToString(
            "{\"id\":\"00000000-0000-0000-0000-0000000000af\",\"variables\":{\"a\":\"1\"}}");
  }
}
