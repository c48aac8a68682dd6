package io.flowmanager.application.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.ActionType;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type's example, as callers send it. */
class ActionExamplesTest {

  static Stream<String> types() {
    return ActionCatalog.standard().types().stream().map(ActionType::name);
  }

  @ParameterizedTest
  @MethodSource("types")
  void comesBackAsItWasSent(String type) throws IOException {
    String sent = example(type);

    Action action = ActionJson.read(ValueJson.read(Json.of(sent)));

    String pretty = PrettyJson.indent(ActionJson.write(action));
    assertThat(pretty).isEqualTo(withoutEnd(sent) + ",\n  \"tm_execute\": null\n}");
  }

  @ParameterizedTest
  @MethodSource("types")
  void isReadAsTheDomainReadsIt(String type) throws IOException {
    Action action = ActionJson.read(ValueJson.read(Json.of(example(type))));

    assertThat(action).isEqualTo(Examples.ofType(type));
  }

  /** What limits go by need not be written to be measured. */
  @ParameterizedTest
  @MethodSource("types")
  void isAboutAsLongAsItSays(String type) {
    Action action = Examples.ofType(type);

    assertThat(action.length()).isCloseTo(ActionJson.write(action).length(), withinPercentage(25));
  }

  private static String withoutEnd(String json) {
    return json.stripTrailing().replaceFirst("\n}$", "");
  }

  private static String example(String type) throws IOException {
    String file = "/io/flowmanager/domain/catalog/examples/%s.json".formatted(type);
    try (InputStream example = Examples.class.getResourceAsStream(file)) {
      return new String(requireNonNull(example, file).readAllBytes(), UTF_8);
    }
  }
}
