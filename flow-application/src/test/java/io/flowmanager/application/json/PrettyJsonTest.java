package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.error.FlowException;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class PrettyJsonTest {

  @Test
  void givesEachMemberAndItemALine() {
    Json json =
        Json.of(
            "{\"id\":1.50,\"none\":{},\"nothing\":[],\"items\":[true,{\"a\\n\":\"ä\"}],\"last\":null}");

    assertThat(PrettyJson.indent(json))
        .isEqualTo(
            """
            {
              "id": 1.50,
              "none": {},
              "nothing": [],
              "items": [
                true,
                {
                  "a\\n": "ä"
                }
              ],
              "last": null
            }\
            """);
  }

  @Property
  @Domain(Any.class)
  void changesNothingButWhiteSpace(@ForAll Value value) {
    String pretty = PrettyJson.indent(ValueJson.write(value));

    assertThat(ValueJson.read(Json.of(pretty))).isEqualTo(value);
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> PrettyJson.indent(Json.of("{"))).isInstanceOf(FlowException.class);
  }
}
