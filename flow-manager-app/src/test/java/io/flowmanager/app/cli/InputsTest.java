package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Typed.typed;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ScenarioJson;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.authoring.rehearse.Performance;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.flow.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Flows as people write them that went wrong once, each in a file of the folder {@code inputs} with
 * what is right:
 *
 * <pre>{@code
 * {"about": what it is an example of,
 *  "flow": the flow, "scenarios": those that have to come out as expected,
 *  "right": {
 *    "check": all findings for a call, ["CODE at /pointer"],
 *    "explained": what rehearsals have to say, in any order,
 *    "handed_over": options that have to be handed over, numbers being numbers,
 *    "explored": what the explorer has to say,
 *    "same_as": a flow of which all commands say the same}}
 * }</pre>
 */
class InputsTest {
  private static final Path INPUTS = Path.of("src", "test", "resources", "inputs");

  @TempDir private Path folder;

  /** The contents of a file. */
  record Input(String name, Body content) {
    Body right() {
      return content.object("right");
    }

    Json flow() {
      return ValueJson.write(content.object("flow").members());
    }

    Json scenarios() {
      return ValueJson.write(new Value.Items(content.list("scenarios")));
    }

    private List<Performance> performances() {
      Flow flow = ScenarioJson.readFlow(flow());
      return ScenarioJson.readAll(scenarios()).stream()
          .map(scenario -> scenario.play(flow).performance())
          .toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Input> inputs() throws IOException {
    try (Stream<Path> files = Files.list(INPUTS)) {
      return files.sorted().map(InputsTest::read).toList().stream();
    }
  }

  private static Input read(Path file) {
    try {
      return new Input(
          file.getFileName().toString(), Body.of(ValueJson.read(Json.of(Files.readString(file)))));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private String file(String name, Json content) throws IOException {
    return Files.writeString(folder.resolve(name), content.toString()).toString();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void haveFoundInThemWhatIsWrongAndNothingElse(Input input) throws IOException {
    Typed checked = typed("check", "--reference-type", "call", file("flow.json", input.flow()));

    assertThat(Body.of(checked.list().getFirst()).objects("findings"))
        .extracting(finding -> finding.text("code") + " at " + finding.text("pointer"))
        .containsExactlyElementsOf(texts(input.right(), "check"));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void comeOutAsExpectedWhenTheyAreRehearsed(Input input) throws IOException {
    Typed rehearsed =
        typed(
            "rehearse", file("flow.json", input.flow()), file("scenarios.json", input.scenarios()));

    assertThat(rehearsed.exit()).as(rehearsed.out()).isZero();
    String said = input.performances().stream().map(Performance::explained).collect(joining("\n"));
    assertThat(texts(input.right(), "explained"))
        .allSatisfy(words -> assertThat(said).contains(words));
    assertThat(
            input.performances().stream()
                .flatMap(performance -> performance.handedOver().stream())
                .<Value>map(action -> action.options().members()))
        .containsAll(input.right().list("handed_over"));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void areExploredForWhatIsWrong(Input input) throws IOException {
    String said = typed("explore", "--table", file("flow.json", input.flow())).out();

    assertThat(texts(input.right(), "explored"))
        .allSatisfy(words -> assertThat(said).contains(words));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void areTheSameToEveryCommandAsWhatMeansTheSame(Input input) throws IOException {
    if (!input.right().has("same_as")) {
      return;
    }
    String scenarios = file("scenarios.json", input.scenarios());
    String one = file("one.json", input.flow());
    String other = file("other.json", ValueJson.write(input.right().object("same_as").members()));

    for (String command : List.of("check", "explore", "draw")) {
      assertThat(typed(command, one).out().replace(one, other))
          .isEqualTo(typed(command, other).out());
    }
    assertThat(typed("rehearse", one, scenarios).out())
        .isEqualTo(typed("rehearse", other, scenarios).out());
  }

  private static List<String> texts(Body body, String name) {
    return body.list(name).stream().map(text -> ((Text) text).value()).toList();
  }
}
