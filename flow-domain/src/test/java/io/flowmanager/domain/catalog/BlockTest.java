package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.setting;
import static io.flowmanager.authoring.rehearse.Examples.talk;

import org.junit.jupiter.api.Test;

class BlockTest {

  @Test
  void waitsUntilSomeoneContinues() {
    rehearse(onApi(block(action(1)), setting(action(2), "went", "on")))
        .execute()
        .waits()
        .continueFrom(action(1))
        .finishes();
  }

  @Test
  void waitsUntilSomeoneAsksForTheNextActionAsWell() {
    rehearse(onApi(block(action(1)), block(action(2))))
        .waits()
        .from(action(1))
        .waits()
        .from(action(2))
        .finishes();
  }

  @Test
  void isSkippedOnACall() {
    rehearse(onCall(block(action(1)), talk(action(2)))).handsOver(action(2));
  }
}
