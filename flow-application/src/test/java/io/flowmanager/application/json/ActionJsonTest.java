package io.flowmanager.application.json;

import static io.flowmanager.application.json.Golden.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class ActionJsonTest {
  private static final ActionId GREET =
      new ActionId(UUID.fromString("605f5650-ba92-4dcd-bdac-91fcf6260939"));

  @Property
  @Domain(Any.class)
  void anyActionsSurvive(@ForAll List<Action> actions) {
    assertThat(ActionJson.readAll(ActionJson.writeAll(actions))).isEqualTo(actions);
  }

  @Test
  void writesAnAction() {
    var talk = Action.of(GREET, "talk", Options.NONE.with("language", "en-US").with("text", "hi"));

    assertThat(ActionJson.write(talk))
        .isEqualTo(
            json(
                """
                {"id":"605f5650-ba92-4dcd-bdac-91fcf6260939",
                "next_id":"00000000-0000-0000-0000-000000000000",
                "type":"talk",
                "option":{"language":"en-US","text":"hi"},
                "tm_execute":null}
                """));
  }

  @Test
  void leavesOutTypeAndOptionWhereTheyAreEmpty() {
    assertThat(ActionJson.write(Action.FINISH))
        .isEqualTo(
            json(
                """
                {"id":"00000000-0000-0000-0000-000000000002",
                "next_id":"00000000-0000-0000-0000-000000000000",
                "tm_execute":null}
                """));
  }

  @Test
  void readsWhatCallersLeaveOutAsNothing() {
    assertThat(ActionJson.readAll(Json.of("[{\"type\":\"answer\"},{},null]")))
        .containsExactly(
            Action.of(ActionId.NONE, "answer", Options.NONE), Action.NONE, Action.NONE);
  }

  @Test
  void findsMembersInAnyCaseButLeavesOptionsAsTheyAre() {
    String sent = "[{\"ID\":\"605F5650BA924DCDBDAC91FCF6260939\",\"Option\":{\"Text\":\"x\"}}]";

    assertThat(ActionJson.readAll(Json.of(sent)))
        .containsExactly(Action.of(GREET, "", Options.NONE.with("Text", "x")));
  }

  @Test
  @Tag("difference-40")
  void readsAnEmptyIdAsNone() {
    assertThat(read("{\"id\":\"\",\"next_id\":\"\",\"type\":\"answer\"}"))
        .isEqualTo(Action.of("answer", Options.NONE));
  }

  @Test
  void readsNoListAsNoActions() {
    assertThat(ActionJson.readAll(Json.of("null"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2022-01-20 10:11:12.5", "2022-01-20T10:11:12.5Z", "2022-01-20T10:11:12.500"})
  void readsWhenItWasPerformedInAllForms(String time) {
    Action read = read("{\"tm_execute\":\"" + time + "\"}");

    assertThat(read.executedAt()).contains(Instant.parse("2022-01-20T10:11:12.5Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"9999-01-01 00:00:000\"", "\"9999-01-01 00:00:00\""})
  void readsThatItWasNotPerformedInAllForms(String never) {
    assertThat(read("{\"tm_execute\":" + never + "}").executedAt()).isEqualTo(Optional.empty());
  }

  @Test
  void saysWhichActionOfAListIsNone() {
    assertThatThrownBy(() -> ActionJson.readAll(Json.of("[{},{\"option\":5}]")))
        .hasMessage("Expected actions[1].option to be an object, but it is a number");
  }

  private static Action read(String json) {
    return ActionJson.read(ValueJson.read(Json.of(json)));
  }
}
