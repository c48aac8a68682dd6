package io.flowmanager.app.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ComparisonTest {
  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String TWO = "22222222-2222-4222-8222-222222222222";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id": "«a»", "type": "x"}     | {"type": "x", "id": "%1$s"}
          {"type": "x"}                  | {"type": "x", "call_id": "%1$s"}
          {"type": "x"}                  | {"type": "x", "name": "", "persist": false, "option": {}}
          {"tm": "«ts»"}                 | {"tm": "2026-01-02T03:04:05.123456Z"}
          {"uri": "/v1/flows/«a»/x"}     | {"uri": "/v1/flows/%1$s/x"}
          {"n": 1}                       | {"n": 1.0}
          {"text": "{\\"a\\": 1}"}       | {"text": "{ \\"b\\": 2, \\"a\\": 1 }"}
          ["«a»", "«b»", "«a»"]          | ["%1$s", "%2$s", "%1$s"]
          {"variables": {"a": "b"}}      | {"variables": {"a": "b"}}
          {"«a»": 1, "«b»": 2}           | {"%1$s": 2, "%2$s": 1}
          """)
  void findsEqual(String expected, String actual) {
    assertThat(differences(expected, actual)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type": "x"}                  | {}
          {"type": "x"}                  | {"type": "y"}
          {"type": "x"}                  | {"type": "x", "name": "not empty"}
          {"tm": null}                   | {"tm": "2026-01-02T03:04:05Z"}
          {"tm": "«ts»"}                 | {"tm": null}
          {"n": 1}                       | {"n": "1"}
          {"n": null}                    | {}
          [1, 2]                         | [2, 1]
          [1, 2]                         | [1, 2, 3]
          ["«a»", "«b»"]                 | ["%1$s", "%1$s"]
          ["«a»", "«a»"]                 | ["%1$s", "%2$s"]
          ["«a»"]                        | ["00000000-0000-0000-0000-000000000000"]
          {"variables": {"a": "b"}}      | {"variables": {"a": "b", "c": "d"}}
          """)
  void findsDifferent(String expected, String actual) {
    assertThat(differences(expected, actual)).isNotEmpty();
  }

  @Test
  void toleratesThatAStackIsGoneThatNothingLeadsBackTo() {
    String left = "{\"id\": \"«left»\", \"return_stack_id\": \"" + main() + "\"}";
    String expected =
        "{\"current_stack_id\": \"%1$s\", \"stack_map\": {\"%1$s\": {\"id\": \"%1$s\"}, \"«left»\": %2$s}}"
            .formatted(main(), left);
    String withoutIt =
        "{\"current_stack_id\": \"%1$s\", \"stack_map\": {\"%1$s\": {\"id\": \"%1$s\"}}}"
            .formatted(main());

    assertThat(differences(expected, withoutIt)).isEmpty();
  }

  @Test
  void missesAStackThatIsStillOnTheWayBack() {
    String stacks = "{\"current_stack_id\": \"«top»\", \"stack_map\": {%s}}";
    String top = "\"«top»\": {\"return_stack_id\": \"«below»\"}";
    String below = "\"«below»\": {\"return_stack_id\": \"" + main() + "\"}";
    String topThere = "\"%1$s\": {\"return_stack_id\": \"%2$s\"}";

    assertThat(
            differences(
                stacks.formatted(top + ", " + below),
                stacks.formatted(topThere).replace("«top»", "%1$s")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "404, '',            400, '',            true",
    "404, '',            200, '',            false",
    "409, voipbin_error, 409, voipbin_error, true",
    "409, voipbin_error, 404, voipbin_error, false",
    "409, voipbin_error, 409, '',            false",
    "200, '',            404, '',            false",
  })
  void looksCloselyAtAnErrorOnlyWhereTheOriginalSaidMoreThanANumber(
      int expected, String expectedType, int actual, String actualType, boolean agrees) {
    String answer = "{\"status_code\": %d, \"data_type\": \"%s\", \"data\": {}}";
    Conversation conversation =
        conversation("{\"answer\": " + answer.formatted(expected, expectedType) + "}", "[]");

    List<String> found = found(conversation, answer.formatted(actual, actualType), "[]");

    assertThat(found.isEmpty()).isEqualTo(agrees);
  }

  @Test
  void pairsEventsInWhateverOrderTheyCome() {
    Conversation conversation =
        conversation(
            "{\"events\": [{\"id\": \"«a»\", \"n\": 1}, {\"id\": \"«b»\", \"of\": \"«a»\"}]}",
            "[]");
    String happened =
        "[{\"id\": \"%2$s\", \"of\": \"%1$s\"}, {\"id\": \"%1$s\", \"n\": 1}]".formatted(ONE, TWO);

    assertThat(found(conversation, "{}", happened)).isEmpty();
  }

  @Test
  void takesBackAPairingThatTurnsOutWrong() {
    // Both expected events fit the first that came; only one of them fits the second.
    Conversation conversation =
        conversation("{\"events\": [{\"id\": \"«a»\"}, {\"id\": \"«b»\", \"n\": 1}]}", "[]");
    String happened = "[{\"id\": \"%s\", \"n\": 1}, {\"id\": \"%s\"}]".formatted(ONE, TWO);

    assertThat(found(conversation, "{}", happened)).isEmpty();
  }

  @Test
  void expectsWhatWeDoDifferentlyOnPurpose() {
    String difference =
        "[{\"step\": \"ask\", \"row\": 1, \"expect\": {\"answer\": {\"status_code\": 201}}}]";
    Conversation conversation =
        conversation("{\"answer\": {\"status_code\": 200, \"data\": 1}}", difference);

    assertThat(found(conversation, "{\"status_code\": 201, \"data\": 1}", "[]")).isEmpty();
    assertThat(found(conversation, "{\"status_code\": 200, \"data\": 1}", "[]"))
        .containsExactly("ask: answer.status_code: expected 201, got 200 (difference 1)");
  }

  @Test
  void takesAnyOfSeveralWays() {
    String difference =
        "[{\"step\": \"ask\", \"row\": 1, \"any_of\": [{}, {\"answer\": {\"data\": 2}}]}]";
    Conversation conversation =
        conversation("{\"answer\": {\"status_code\": 200, \"data\": 1}}", difference);

    assertThat(found(conversation, "{\"status_code\": 200, \"data\": 1}", "[]")).isEmpty();
    assertThat(found(conversation, "{\"status_code\": 200, \"data\": 2}", "[]")).isEmpty();
    assertThat(found(conversation, "{\"status_code\": 200, \"data\": 3}", "[]")).hasSize(1);
  }

  @Test
  void doesNotLookAtWhatIsSkipped() {
    String difference = "[{\"from\": \"ask\", \"row\": 1, \"skip\": true}]";
    Conversation conversation = conversation("{\"answer\": {\"status_code\": 200}}", difference);

    assertThat(found(conversation, "{\"status_code\": 500}", "[]")).isEmpty();
  }

  private static String main() {
    return "00000000-0000-0000-0000-000000000001";
  }

  private static List<String> differences(String expected, String actual) {
    return found(
        conversation(
            "{\"answer\": {\"status_code\": 200, \"data\": %s}}".formatted(expected), "[]"),
        "{\"status_code\": 200, \"data\": %s}".formatted(actual.formatted(ONE, TWO)),
        "[]");
  }

  private static Conversation conversation(String expect, String differences) {
    return Conversation.of(
        "example",
        "{\"differences\": %s, \"steps\": [{\"name\": \"ask\", \"request\": {}, \"expect\": %s}]}"
            .formatted(differences, expect));
  }

  private static List<String> found(Conversation conversation, String answer, String events) {
    var lists = new EnumMap<Part, List<JsonNode>>(Part.class);
    lists.put(Part.EVENTS, JsonText.elements(JsonText.of(events)));
    var exchange = new Exchange("ask", Optional.of(JsonText.of(answer)), lists);
    return Comparison.of(conversation, Map.of(), List.of(exchange));
  }
}
