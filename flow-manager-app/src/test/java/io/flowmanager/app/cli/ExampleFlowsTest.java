package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Typed.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.flow.Flow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The flows in docs/examples, by the commands with which their readers try them out. */
class ExampleFlowsTest {
  private static final Path FOLDER = Path.of("..", "docs", "examples");
  private static final Path CONTENTS = FOLDER.resolve("README.md");

  private static final String FLOW = ".json";
  private static final String SCENARIOS = ".scenarios.json";

  /** A flow, what it is for, and the options with which it is explored, if any. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| \\[(?<name>[a-z-]+)]\\(\\k<name>\\.json\\) \\| [^|]+ \\|"
              + " (?:`(?<options>[^`]+)` )?\\|$");

  private static final Pattern PICTURE =
      Pattern.compile("(?s)### (?<name>[a-z-]+)\n\n```mermaid\n(?<picture>.*?)```\n");

  private static final Pattern ALL_REACHED =
      Pattern.compile("(?<all>\\d+) of \\k<all> actions were reached$");

  /** The types of flows that others go on after, and that therefore do not hang up. */
  private static final Set<String> BETWEEN = Set.of("queue", "conference");

  static Set<String> flows() {
    return files(name -> name.endsWith(FLOW) && !name.endsWith(SCENARIOS), FLOW);
  }

  private static Set<String> files(Predicate<String> wanted, String ending) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(wanted)
          .map(name -> name.substring(0, name.length() - ending.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String file(String flow, String ending) {
    return FOLDER.resolve(flow + ending).toString();
  }

  private static Body read(String flow) throws IOException {
    return Body.of(ValueJson.read(Json.of(Files.readString(FOLDER.resolve(flow + FLOW)))));
  }

  private static Map<String, List<String>> contents() throws IOException {
    var rows = new TreeMap<String, List<String>>();
    ROW.matcher(Files.readString(CONTENTS))
        .results()
        .forEach(row -> rows.put(row.group("name"), words(row.group("options"))));
    return rows;
  }

  /** As a shell takes them. */
  private static List<String> words(@Nullable String options) {
    return options == null
        ? List.of()
        : Arrays.stream(options.split(" ", -1)).map(word -> word.replace("''", "")).toList();
  }

  @Test
  void areADozenAtLeastAndAllInTheContents() throws IOException {
    assertThat(flows()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(contents().keySet()).isEqualTo(flows());
  }

  @Test
  void haveScenariosEach() {
    assertThat(files(name -> name.endsWith(SCENARIOS), SCENARIOS)).isEqualTo(flows());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void sayWhatTheyAre(String flow) throws IOException {
    assertThat(read(flow).text("name")).isNotBlank();
    assertThat(read(flow).text("detail")).endsWith(".");
    assertThat(read(flow).text("type")).isIn("campaign", "conference", "queue", Flow.TYPE_FLOW);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void areCheckedWithoutErrorsAndWarnings(String flow) {
    Typed checked = typed("check", file(flow, FLOW));

    assertThat(Body.of(checked.list().getFirst()).list("findings")).isEmpty();
    assertThat(checked.exit()).isZero();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void areExploredToTheEndAndWhatIsDiscoveredIsExplained(String flow) throws IOException {
    var words = new ArrayList<>(List.of("explore", file(flow, FLOW)));
    words.addAll(contents().getOrDefault(flow, List.of()));

    Body explored = typed(words.toArray(String[]::new)).json();

    assertThat(explored.flag("complete")).isTrue();
    assertThat(explored.objects("discoveries").stream().map(one -> one.text("kind")))
        .isEqualTo(
            BETWEEN.contains(read(flow).text("type")) ? List.of("NEVER_HANGS_UP") : List.of());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void comeOutAsTheirScenariosSayAndEachActionIsReached(String flow) {
    Typed rehearsed = typed("rehearse", file(flow, FLOW), file(flow, SCENARIOS), "--json");

    assertThat(rehearsed.json().text("report"))
        .doesNotContain("DIFFERENT")
        .containsPattern(ALL_REACHED);
    assertThat(rehearsed.json().flag("passed")).isTrue();
    assertThat(rehearsed.exit()).isZero();
  }

  @Test
  void areDrawnInTheContentsAsTheyAre() throws IOException {
    Map<String, String> drawn = new TreeMap<>();
    PICTURE
        .matcher(Files.readString(CONTENTS))
        .results()
        .forEach(found -> drawn.put(found.group("name"), found.group("picture")));

    assertThat(drawn).hasSizeGreaterThanOrEqualTo(4);
    drawn.forEach((flow, picture) ->
        assertThat(typed("draw", file(flow, FLOW), "--format", "mermaid").out())
            .as(flow)
            .isEqualTo(picture));
  }
}
