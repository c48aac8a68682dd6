package io.flowmanager.rabbitmq.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.flowmanager.domain.error.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of the API and the table of routes. The page's own table is written by this test where
 * {@code -Dflow.docs=write} is given, and compared otherwise.
 */
class ApiDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/api.md");
  private static final String BEGIN = "<!-- routes -->\n";
  private static final String END = "<!-- /routes -->\n";

  private final List<Route> routes =
      new Routes(
              mock(FlowRoutes.class),
              mock(ActiveflowRoutes.class),
              mock(VariableRoutes.class),
              mock(OutboxRoutes.class),
              mock(ParkedMessageRoutes.class))
          .all();

  @Test
  void listsEveryRoute() throws IOException {
    String document = Files.readString(DOCUMENT);
    String table = table();
    if (System.getProperty("flow.docs", "").equals("write")) {
      document =
          document.substring(0, document.indexOf(BEGIN) + BEGIN.length())
              + table
              + document.substring(document.indexOf(END));
      Files.writeString(DOCUMENT, document);
    }

    assertThat(document).contains(BEGIN + table + END);
  }

  @Test
  void explainsEveryRouteAndNoOther() throws IOException {
    List<String> explained =
        found("(?m)^### `([A-Z]+ /[^`]+)`$").map(heading -> heading.group(1)).toList();

    assertThat(explained)
        .containsExactlyInAnyOrderElementsOf(
            routes.stream().map(ApiDocumentTest::named).distinct().toList());
  }

  @Test
  void namesEveryReasonAndNoOther() throws IOException {
    assertThat(
            found("(?m)^\\| `([A-Z_]+)` \\| ([A-Z_]+) \\|")
                .map(row -> row.group(1) + " " + row.group(2)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values())
                .map(reason -> reason.name() + " " + reason.status().name())
                .toList());
  }

  private String table() {
    return "| method | URI | `type` in metrics | order |\n|---|---|---|---|\n"
        + routes.stream()
            .map(route ->
                "| %s | `%s` | `%s` | %s |\n"
                    .formatted(route.method(), route.path(), route.label(), order(route)))
            .collect(Collectors.joining());
  }

  private static String order(Route route) {
    return switch (route.order()) {
      case FREE -> "";
      case NEW -> "waits where there is more than enough to do";
      case LISTS -> "one list after the other";
      case STUDIES -> "a few at a time";
      case STEPS -> "one after the other, as they arrive";
      case VARIABLES -> "one after the other, as they arrive, beside steps";
    };
  }

  private static String named(Route route) {
    return route.method() + " " + route.path();
  }

  private static Stream<MatchResult> found(String pattern) throws IOException {
    return Pattern.compile(pattern).matcher(Files.readString(DOCUMENT)).results();
  }
}
