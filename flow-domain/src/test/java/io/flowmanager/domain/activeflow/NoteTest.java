package io.flowmanager.domain.activeflow;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Action;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoteTest {

  @Test
  void isCutWhereItIsLong() {
    Note whole = Note.NONE.finding("x".repeat(Note.FOUND_MAX));
    Note cut = Note.NONE.finding("😀".repeat(Note.FOUND_MAX + 1)).failing("Y".repeat(1000));

    assertThat(whole.found()).contains("x".repeat(Note.FOUND_MAX));
    assertThat(cut.found()).contains("😀".repeat(Note.FOUND_MAX - 1) + "…");
    assertThat(cut.failure()).contains("Y".repeat(Note.FAILURE_MAX - 1) + "…");
  }

  @Test
  void goesWithTheActionThatIsLeft() {
    Action branch =
        Action.of(
            action(1),
            "branch",
            Json.options("{'variable': 'a', 'default_target_id': '%s'}".formatted(action(2))));

    Activeflow after =
        rehearse(carrying("a", "b", onCall(branch, talk(action(2)))))
            .handsOver(action(2))
            .activeflow();

    assertThat(after.progress().executed())
        .extracting(left -> left.note().found())
        .containsExactly(Optional.empty(), Optional.of("b"));
    assertThat(after.cursor().note()).isEqualTo(Note.NONE);
  }
}
