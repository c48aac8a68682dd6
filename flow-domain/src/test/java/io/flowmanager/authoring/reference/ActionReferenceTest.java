package io.flowmanager.authoring.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.OptionDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActionReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "actions.md");

  /** Writes the page anew instead of comparing it. */
  private static final String WRITE = "reference.write";

  private static final String BEFORE =
      """
      # Actions

      Everything that a flow can do. An action is `{"id", "next_id", "type", "option"}`; all but the type may be
      left out. A text of an option may hold placeholders, `${name}`, which are filled in from the activeflow's
      variables when the action's turn comes, once; a number, a flag or an id may be such a text as well, and is what it
      is meant to be from then on. Names are read in whatever capitals, their own first. Options that no type knows
      pass through untouched. An id that need not be there may be an empty text. An address is `{"type", "target", "target_name", "name", "detail"}`, an attachment
      `{"reference_type", "reference_id"}`.

      This page is made from the catalog's own descriptions, and a test fails where it is not up to date:
      `mvn -pl flow-domain test -Dtest=ActionReferenceTest -D%s` writes it anew.

      """
          .formatted(WRITE);

  private static final ActionReference REFERENCE =
      new ActionReference(ActionCatalog.standard(), ActionReferenceTest::example);

  private static Optional<String> example(String type) {
    String file = "/io/flowmanager/domain/catalog/examples/%s.json".formatted(type);
    try (InputStream example = ActionReferenceTest.class.getResourceAsStream(file)) {
      return example == null
          ? Optional.empty()
          : Optional.of(new String(example.readAllBytes(), UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<ActionType<?>> types() {
    return ActionCatalog.standard().types();
  }

  @Test
  void isTheReferencePage() throws IOException {
    String page = BEFORE + REFERENCE.markdown();
    if (System.getProperty(WRITE) != null) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/actions.md; -D%s with this test writes it anew", WRITE)
        .isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("types")
  void saysInATerminalAllThatThereIsToSayOfAType(ActionType<?> type) {
    String text = REFERENCE.text(type.name()).orElseThrow();

    assertThat(text).startsWith(type.name() + "\n").contains("Runs on: ", "When it fails: ");
    assertThat(text.replaceAll("\\s+", " ")).contains(type.summary());
    for (OptionDescription option : type.options()) {
      assertThat(text).contains("  " + option.name() + ": ").contains(option.unit());
      assertThat(text.replaceAll("\\s+", " ")).contains(option.meaning());
      assertThat(option.allowed()).allSatisfy(allowed -> assertThat(text).contains(allowed));
    }
    assertThat(text).contains("\"type\": \"%s\"".formatted(type.name()));
  }

  @ParameterizedTest
  @MethodSource("types")
  void fitsATerminal(ActionType<?> type) {
    assertThat(REFERENCE.text(type.name()).orElseThrow().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void findsATypeByANameItHadOnce() {
    assertThat(REFERENCE.text("dtmf_receive")).isEqualTo(REFERENCE.text("digits_receive"));
    assertThat(REFERENCE.text("dtmf_receive").orElseThrow()).contains("Formerly: dtmf_receive.");
    assertThat(REFERENCE.text("dance")).isEmpty();
  }

  @Test
  void listsEachTypeOnALineOfItsOwnThatBeginsWithItsName() {
    assertThat(REFERENCE.text().lines().filter(line -> !line.startsWith(" ")))
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactlyElementsOf(types().stream().map(ActionType::name).toList());
  }
}
