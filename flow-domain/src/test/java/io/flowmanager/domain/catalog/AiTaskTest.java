package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.TEAM;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.service;
import static io.flowmanager.authoring.rehearse.Examples.setting;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.step.AiRequest.Assistance;
import io.flowmanager.domain.step.AiRequest.StartTask;
import org.junit.jupiter.api.Test;

class AiTaskTest {
  private static final Action TASK =
      action("ai_task", "{'assistance_type': 'team', 'assistance_id': '%s'}".formatted(TEAM));

  @Test
  void letsAnAiWorkAndWaitsWhereItWants() {
    rehearse(onApi(TASK, setting(action(2), "done", "yes")))
        .asks(new StartTask(new Assistance("team", TEAM), ACTIVEFLOW), service(block(action(9))))
        .waits()
        .continueFrom(action(9))
        .finishes();
  }

  @Test
  void isSkippedOnACall() {
    rehearse(onCall(TASK)).finishes();
  }
}
