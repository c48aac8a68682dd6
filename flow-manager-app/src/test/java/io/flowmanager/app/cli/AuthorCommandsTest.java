package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Typed.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.json.Body;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.ActionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands by which authors of flows work with their files. */
class AuthorCommandsTest {
  private static final String WRONG =
      "[{\"type\":\"answer\"},{\"type\":\"sleep\",\"option\":{\"duration\":-1,\"nobody\":2}},"
          + "{\"type\":\"hangup\"}]";
  private static final String UNUSUAL =
      "[{\"type\":\"answer\"},{\"type\":\"beep\",\"option\":{\"nobody\":2}},{\"type\":\"hangup\"}]";

  private static final Path README = Path.of("..", "README.md");
  private static final Path GUIDE = Path.of("..", "docs", "rehearsing.md");

  @TempDir private Path folder;

  private String frontDesk = "";

  @BeforeEach
  void write() throws IOException {
    frontDesk = file("front-desk.json", block("json", README));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** The first block of a language in a page. */
  private static String block(String language, Path page) throws IOException {
    String text = Files.readString(page);
    String opening = "```" + language + "\n";
    int start = text.indexOf(opening) + opening.length();
    return text.substring(start, text.indexOf("```", start));
  }

  @Test
  void checksAWholeFlowAndFindsNothing() {
    Typed checked = typed("check", "--reference-type", "call", frontDesk);

    assertThat(checked.exit()).isZero();
    assertThat(checked.list()).hasSize(1);
    Body verdict = Body.of(checked.list().getFirst());
    assertThat(verdict.text("file")).isEqualTo(frontDesk);
    assertThat(verdict.flag("valid")).isTrue();
    assertThat(verdict.list("findings")).isEmpty();
    assertThat(typed("check", "--table", frontDesk).out())
        .isEqualTo(frontDesk + ": nothing is wrong\n");
  }

  @Test
  void pointsIntoTheFileThatWasChecked() throws IOException {
    String bare = file("bare.json", WRONG);
    String whole = file("whole.json", "{\"actions\":%s}".formatted(WRONG));

    Typed checked = typed("check", bare, whole);

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.list().stream().map(Body::of))
        .extracting(verdict -> verdict.objects("findings").getFirst().text("pointer"))
        .containsExactly("/1/option/duration", "/actions/1/option/duration");
  }

  @Test
  void tellsAPersonWhatIsWrongAndWhatToDo() throws IOException {
    String wrong = file("wrong.json", WRONG);

    Typed checked = typed("check", "--table", wrong, frontDesk);

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.out())
        .startsWith(wrong + ": 1 error, 1 warning\n  ERROR    OUT_OF_RANGE at /1/option/duration\n")
        .contains("           Expected ", "           Take a number within the range.\n")
        .contains("  WARNING  UNKNOWN_OPTION at /1/option/nobody\n")
        .endsWith(frontDesk + ": nothing is wrong\n");
  }

  @Test
  void endsWellWithWarningsAlone() throws IOException {
    Typed checked = typed("check", file("unusual.json", UNUSUAL));

    assertThat(checked.exit()).isZero();
    assertThat(checked.out()).contains("UNKNOWN_OPTION");
  }

  @Test
  void findsMoreWhereItKnowsWhatAFlowRunsFor() throws IOException {
    String talks = file("talks.json", "[{\"type\":\"talk\",\"option\":{\"text\":\"Hello\"}}]");

    assertThat(typed("check", talks, "--reference-type", "api").out()).contains("SKIPPED");
    assertThat(typed("check", talks, "--reference-type", "call").out()).doesNotContain("SKIPPED");
    assertThat(typed("check", talks, "--reference-type", "cal").err())
        .contains("Execution failed: INVALID_REFERENCE_TYPE: Expected reference_type to be one of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{               | Expected ",
        "{\"action\":[]} | Expected an object with actions, or a list of them, but it is an object"
            + " without actions",
        "7               | Expected an object with actions, or a list of them, but it is a number",
      })
  void refusesAFileThatHoldsNoFlow(String text, String message) throws IOException {
    String odd = file("odd.json", text);

    for (String command : List.of("check", "explore", "draw")) {
      Typed refused = typed(command, odd);
      assertThat(refused.exit()).as(command).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains("Execution failed: " + odd + ": " + message);
    }
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(typed("check", "nowhere.json").err()).contains("there is no file nowhere.json");
    assertThat(typed("check").exit()).isEqualTo(2);
    assertThat(typed("rehearse", frontDesk).exit()).isEqualTo(2);
  }

  @Test
  void printsTheSchema() {
    Typed schema = typed("schema");

    assertThat(schema.exit()).isZero();
    assertThat(schema.json().text("$schema")).contains("json-schema.org");
    assertThat(schema.out()).contains("\"digits_receive\"");
  }

  static Stream<String> types() {
    return ActionCatalog.standard().types().stream().map(ActionType::name);
  }

  @ParameterizedTest
  @MethodSource("types")
  void saysAllAboutEachTypeOfAction(String type) {
    Typed told = typed("actions", type);

    assertThat(told.exit()).isZero();
    assertThat(told.out())
        .startsWith(type + "\n")
        .contains("Runs on: ")
        .contains("\"type\": \"%s\"".formatted(type));
    assertThat(typed("actions").out()).containsPattern("(?m)^" + type + " ");
  }

  @Test
  void saysWhereThereIsNoSuchTypeOfAction() {
    assertThat(typed("actions", "dance").exit()).isEqualTo(1);
    assertThat(typed("actions", "dance").err()).contains("there is no type of action 'dance'");
    assertThat(typed("actions", "--json").exit()).isEqualTo(1);
  }

  @Test
  void drawsAFlowInEachForm() throws IOException {
    Path picture = folder.resolve("picture.svg");

    assertThat(typed("draw", frontDesk).out()).startsWith("<svg").contains("</svg>\n");
    assertThat(typed("draw", frontDesk, "--format", "mermaid").out()).startsWith("flowchart");
    assertThat(typed("draw", frontDesk, "--format=dot").out()).startsWith("digraph");
    assertThat(typed("draw", frontDesk, "--out", picture.toString()))
        .isEqualTo(new Typed(0, "", ""));
    assertThat(Files.readString(picture)).isEqualTo(typed("draw", frontDesk).out());
    assertThat(typed("draw", frontDesk, "--format", "png").exit()).isEqualTo(2);
  }

  @Test
  void rehearsesAsTheGuideSays() throws IOException {
    String scenarios = file("front-desk.scenarios.json", block("json", GUIDE));

    Typed rehearsed = typed("rehearse", frontDesk, scenarios);

    assertThat(rehearsed.exit()).isZero();
    assertThat(rehearsed.out().replace(folder + "/", "")).isEqualTo(block("text", GUIDE));
    assertThat(typed("rehearse", frontDesk, scenarios, "--json").json().flag("passed")).isTrue();
  }

  @Test
  void endsWithOneWhereARehearsalComesOutOtherwise() throws IOException {
    String hopeful =
        file("hopeful.json", "[{\"name\":\"waits\",\"expect\":{\"end\":\"finished\"}}]");

    Typed rehearsed = typed("rehearse", frontDesk, hopeful);

    assertThat(rehearsed.exit()).isEqualTo(1);
    assertThat(rehearsed.out()).contains("DIFFERENT    waits", "0 of 1 scenarios");
    assertThat(typed("rehearse", frontDesk, hopeful, "--json").json().flag("passed")).isFalse();
  }

  @Test
  void exploresAFlowAndDiscoversNothing() {
    Typed explored = typed("explore", frontDesk);

    assertThat(explored.exit()).isZero();
    assertThat(explored.json().list("discoveries")).isEmpty();
    assertThat(explored.json().flag("complete")).isTrue();
    assertThat(typed("explore", frontDesk, "--table").out())
        .matches(".*: nothing was discovered in \\d+ situations\n");
  }

  @Test
  void saysTheWayToADeadEnd() throws IOException {
    String lost = frontDesk("a0000000-0000-4000-8000-00000000000a");

    Typed explored = typed("explore", lost, "--table");

    assertThat(explored.exit()).isEqualTo(1);
    assertThat(explored.out())
        .contains(": 1 discovery in ")
        .contains("  DEAD_END at #4 branch\n      Expected ")
        .endsWith("      The way there: #3 dials 2.\n");
    Body discovery = typed("explore", lost).json().objects("discoveries").getFirst();
    assertThat(discovery.text("kind")).isEqualTo("DEAD_END");
    assertThat(discovery.integer("number")).isEqualTo(4);
    assertThat(discovery.objects("way").getFirst().text("what")).isEqualTo("dials 2");
  }

  /** The front desk with 2 leading elsewhere. */
  private String frontDesk(String target) throws IOException {
    return file(
        "lost.json",
        Files.readString(Path.of(frontDesk))
            .replace(
                "\"2\": \"a0000000-0000-4000-8000-000000000008\"",
                "\"2\": \"%s\"".formatted(target)));
  }

  @Test
  void exploresForWhatItIsTold() throws IOException {
    String made =
        file(
            "made.json",
            "[{\"type\":\"talk\",\"option\":{\"text\":\"Hello\"}},{\"type\":\"hangup\"}]");

    assertThat(typed("explore", made).out()).contains("NEVER_ANSWERS");
    assertThat(typed("explore", "--outgoing", made).exit()).isZero();
    assertThat(typed("explore", frontDesk, "--situations", "3", "--table").out())
        .contains("in 3 situations, and there are more (--situations)");
    assertThat(typed("explore", frontDesk, "--situations", "0").exit()).isEqualTo(1);
  }
}
