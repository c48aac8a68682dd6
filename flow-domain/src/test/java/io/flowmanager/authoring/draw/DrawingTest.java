package io.flowmanager.authoring.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.authoring.rehearse.FrontDesk;
import io.flowmanager.authoring.rehearse.Rehearsal;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class DrawingTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "drawings");
  private static final Path DRAWN = Path.of("target", "drawings");

  private static Drawing frontDesk() {
    return Drawing.of(FrontDesk.actions());
  }

  private static Drawing marked() {
    List<Action> actions = FrontDesk.actions();
    return Drawing.of(actions).marking(Rehearsal.of(actions).dials("9").dials("2").play().trail());
  }

  /** All of them are drawn before the first is compared, so that all can be looked at. */
  private static void areAsKept(Map<Path, String> drawn) throws IOException {
    Files.createDirectories(DRAWN);
    for (Map.Entry<Path, String> drawing : drawn.entrySet()) {
      Files.writeString(DRAWN.resolve(drawing.getKey().getFileName()), drawing.getValue());
    }
    for (Path kept : drawn.keySet()) {
      assertThat(drawn.get(kept))
          .as(
              "%s as it is drawn now; if that looks right, copy %s there",
              kept, DRAWN.resolve(kept.getFileName()))
          .isEqualTo(Files.exists(kept) ? Files.readString(kept) : "");
    }
  }

  private static Drawing speaking(String text) {
    return Drawing.of(
        List.of(
            Action.of(Examples.action(1), "talk", Options.NONE.with("text", text)),
            Action.of(Examples.action(2), text, Options.NONE),
            Action.of(
                Examples.action(3),
                "branch",
                Options.NONE.with("variable", text).with("default_target_id", text))));
  }

  private static Document parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    } catch (Exception broken) {
      throw new AssertionError("Expected XML, but it is none: " + svg, broken);
    }
  }

  @Test
  void theReadmesPictureIsOfTheReadmesFlow() throws IOException {
    areAsKept(
        Map.of(FrontDesk.PROJECT.resolve("docs").resolve("demo-flow.svg"), frontDesk().svg()));
    assertThat(FrontDesk.textOf("README.md")).contains("](docs/demo-flow.svg)");
  }

  @Test
  void marksTheWayThatWasTaken() throws IOException {
    areAsKept(
        Map.of(
            GOLDEN.resolve("front-desk-marked.svg"), marked().svg(),
            GOLDEN.resolve("front-desk-marked.mmd"), marked().mermaid(),
            GOLDEN.resolve("front-desk-marked.dot"), marked().dot()));
  }

  @Test
  void looksTheSameAsEver() throws IOException {
    List<Action> office = FrontDesk.actions(Files.readString(GOLDEN.resolve("office.json")));

    areAsKept(
        Map.of(
            GOLDEN.resolve("front-desk.mmd"), frontDesk().mermaid(),
            GOLDEN.resolve("front-desk.dot"), frontDesk().dot(),
            GOLDEN.resolve("office.svg"), Drawing.of(office).svg(),
            GOLDEN.resolve("office.mmd"), Drawing.of(office).mermaid(),
            GOLDEN.resolve("office.dot"), Drawing.of(office).dot()));
  }

  @Test
  void drawsAFlowWithoutActions() {
    assertThat(parsed(Drawing.of(List.of()).svg()).getElementsByTagName("text").getLength())
        .isEqualTo(2);
    assertThat(Drawing.of(List.of()).mermaid()).contains("n0 --> n1");
  }

  @Test
  void showsNoIds() {
    String id = FrontDesk.actions().getFirst().id().toString();

    assertThat(frontDesk().mermaid()).doesNotContain(id);
    assertThat(frontDesk().dot()).doesNotContain(id);
    assertThat(frontDesk().svg()).containsOnlyOnce(id).contains("<title>answer " + id);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          </text><script>alert(1)</script>
          a & b "c" 'd'
          ]]> --> end
          \\" ] n9 [label=x
          """)
  void letsNoTextBecomeAnythingElse(String text) {
    String svg = speaking(text).svg();

    assertThat(parsed(svg).getElementsByTagName("script").getLength()).isZero();
    assertThat(speaking(text).mermaid()).doesNotContain(text);
    assertThat(unquoted(speaking(text).dot())).doesNotContain("n9", "script");
  }

  /** The text that stands outside of quotation marks. */
  private static String unquoted(String dot) {
    return dot.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "");
  }

  @Property(tries = 300)
  void anyTextAtAllGivesXmlAndQuotesThatClose(@ForAll String text) {
    parsed(speaking(text).svg());

    assertThat(unquoted(speaking(text).dot())).doesNotContain("\"", "\\");
    assertThat(
            speaking(text)
                .mermaid()
                .lines()
                .filter(line -> line.chars().filter(sign -> sign == '"').count() % 2 != 0))
        .isEmpty();
  }

  @Test
  void isDrawnInGoodTimeOrNotAtAll() {
    int most = Drawing.SVG_ACTIONS_MAX;

    assertThat(assertTimeout(Duration.ofSeconds(20), () -> branching(most).svg()))
        .contains("A flow of %d actions".formatted(most));
    assertThatThrownBy(() -> branching(most + 1).svg())
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("at most 300 actions");
  }

  /** A flow that leads from its first action to each of the others, which lead to each other. */
  private static Drawing branching(int count) {
    Options targets = Options.NONE;
    for (int number = 2; number <= count; number++) {
      targets = targets.with("v" + number, Examples.action(number).toString());
    }
    Options branch =
        Options.NONE
            .with("target_ids", targets.members())
            .with("default_target_id", Examples.action(count).toString());
    return Drawing.of(
        IntStream.rangeClosed(1, count)
            .mapToObj(number ->
                number == 1
                    ? Action.of(Examples.action(1), "branch", branch)
                    : Examples.talk(Examples.action(number)))
            .toList());
  }
}
