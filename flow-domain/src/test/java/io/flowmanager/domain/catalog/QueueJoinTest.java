package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.QUEUE;
import static io.flowmanager.authoring.rehearse.Examples.QUEUECALL;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Move.Push;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueJoinTest {
  private static final Action JOIN = action("queue_join", "{'queue_id': '${team.queue}'}");
  private static final StartQueuecall START = new StartQueuecall(QUEUE, ACTIVEFLOW, CALL);
  private static final Action WAIT = talk(action(9));
  private static final StartedService QUEUED =
      new StartedService(new ServiceId(QUEUECALL.value()), "queuecall", List.of(WAIT));

  private static Activeflow joining(Action... others) {
    var actions = new ArrayList<>(List.of(JOIN));
    actions.addAll(List.of(others));
    return carrying("team.queue", QUEUE.toString(), onCall(actions.toArray(Action[]::new)));
  }

  @Test
  void letsTheQueueTakeTheCallerOutOnlyOnceItsActionsAreOnTheStack() {
    perform(joining())
        .asks(START, QUEUED)
        .changes(new Push(new StackId(QUEUECALL.value()), List.of(WAIT)))
        .asksOnceStored(new MarkQueuecallWaiting(QUEUECALL))
        .carriesOn();
  }

  @Test
  void storesTheStackBeforeTheQueueIsTold() {
    rehearse(joining(talk(action(2))))
        .asks(START, QUEUED)
        .asksOnceStored(new MarkQueuecallWaiting(QUEUECALL))
        .handsOver(action(9))
        .handsOver(action(2))
        .finishes();
  }

  @Test
  void endsTheFlowWhereTheQueueCanNotBeTold() {
    rehearse(joining(talk(action(2))))
        .asks(START, QUEUED)
        .asksOnceStoredInVain(new MarkQueuecallWaiting(QUEUECALL), noAnswer())
        .ends(Reason.SERVICE_UNAVAILABLE);
  }

  @Test
  void endsTheFlowWhereThereIsNoPlaceInTheQueue() {
    rehearse(joining()).asksInVain(START, noAnswer()).ends(Reason.SERVICE_UNAVAILABLE);
  }

  @Test
  void letsTheServiceBeStoppedByItsId() {
    rehearse(joining(talk(action(2))))
        .asks(START, QUEUED)
        .asksOnceStored(new MarkQueuecallWaiting(QUEUECALL))
        .handsOver(action(9))
        .meanwhile(activeflow -> activeflow.stoppingService(new StackId(QUEUECALL.value())))
        .handsOver(action(2));
  }

  @Test
  void endsTheFlowWhereItsPlaceholderIsNoId() {
    rehearse(onCall(JOIN)).ends(Reason.INVALID_OPTION);
  }
}
