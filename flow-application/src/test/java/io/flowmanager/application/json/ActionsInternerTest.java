package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.action.Action;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsInternerTest {
  private static final String TALK =
      """
      [{"id": "d8e8a1c0-3b1e-4b67-8f0e-2f3c8b7a6d55", "type": "talk",
        "option": {"text": "Hello", "rate": 1.0, "voices": [{"name": "Ann", "age": 40}]}}]
      """;

  private final ActionsInterner shared = new ActionsInterner();

  private static List<Action> actions(String json) {
    return ActionJson.readAll("actions", JsonReader.OWN.read(Json.of(json).utf8()));
  }

  @Test
  void givesTheVerySameListForTheSameText() {
    List<Action> first = shared.same(actions(TALK));

    assertThat(shared.same(actions(TALK))).isSameAs(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // another order, deep down and on top
        "{\"text\": \"Hello\", \"rate\": 1.0, \"voices\": [{\"age\": 40, \"name\": \"Ann\"}]}",
        "{\"rate\": 1.0, \"text\": \"Hello\", \"voices\": [{\"name\": \"Ann\", \"age\": 40}]}",
        // another number of digits
        "{\"text\": \"Hello\", \"rate\": 1.00, \"voices\": [{\"name\": \"Ann\", \"age\": 40}]}",
        "{\"text\": \"Hello\", \"rate\": 1.0, \"voices\": []}",
        "{}"
      })
  void leavesAloneWhatIsWrittenDifferently(String options) {
    List<Action> first = shared.same(actions(TALK));
    String other = TALK.substring(0, TALK.indexOf("{\"text\"")) + options + "}]";

    List<Action> second = shared.same(actions(other));

    assertThat(second).isNotSameAs(first).isEqualTo(actions(other));
    assertThat(ActionJson.writeAll(second)).isEqualTo(ActionJson.writeAll(actions(other)));
  }

  @Test
  void letsListsGoThatNobodyHas() {
    for (int number = 0; number < 100; number++) {
      shared.same(actions(TALK.replace("Hello", "Hello " + number)));
    }

    await()
        .untilAsserted(() -> {
          System.gc();
          assertThat(shared.size()).isZero();
        });
  }
}
