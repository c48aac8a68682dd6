package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CONFERENCE;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.service;
import static io.flowmanager.authoring.rehearse.Examples.talk;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.ConferenceRequest.StartConferencecall;
import org.junit.jupiter.api.Test;

class ConferenceJoinTest {
  private static final Action JOIN =
      action("conference_join", "{'conference_id': '%s'}".formatted(CONFERENCE));

  @Test
  void letsTheCallInAndComesBackWhenItLeaves() {
    rehearse(onCall(JOIN, talk(action(2))))
        .asks(
            new StartConferencecall(CONFERENCE, ACTIVEFLOW, CALL),
            service(action(action(9), "confbridge_join", Options.NONE)))
        .handsOver(action(9))
        .handsOver(action(2))
        .finishes();
  }

  @Test
  void endsTheFlowWhereTheConferenceLetsNobodyIn() {
    rehearse(onCall(JOIN))
        .asksInVain(new StartConferencecall(CONFERENCE, ACTIVEFLOW, CALL), noAnswer())
        .ends(Reason.SERVICE_UNAVAILABLE);
  }
}
