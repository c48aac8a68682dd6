package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.newId;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.stack;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final Action STOP = action(action(5), "stop", Options.NONE);

  @Test
  void endsTheFlowAsIfItHadComeToItsEnd() {
    rehearse(onCall(talk(action(1)), STOP, talk(action(2)))).handsOver(action(1)).finishes();
  }

  @Test
  void endsItFromWithinAnotherFlow() {
    var stopped =
        rehearse(onCall(talk(action(1)), talk(action(2))))
            .meanwhile(activeflow -> activeflow.pushing(stack(1), List.of(STOP, talk(action(7)))))
            .finishes();

    assertThat(stopped.told()).containsExactly(action(5), ActionId.FINISH, ActionId.FINISH);
  }

  @Test
  void standsInItsOwnStackAtTheEnd() {
    var stopped = rehearse(onCall(STOP)).finishes().activeflow();

    assertThat(stopped.cursor().stack()).isEqualTo(new StackId(newId(1)));
  }

  @Test
  void answersARepeatedRequestWithTheEndAgain() {
    rehearse(onCall(STOP)).from(ActionId.START).finishes().from(ActionId.START).finishes();
  }
}
