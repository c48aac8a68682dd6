package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.QueueId;
import io.flowmanager.domain.id.QueuecallId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Trait;

/** Puts the call in line, to wait there until an agent takes it or it leaves. */
record QueueJoin(QueueId queue) {

  public static final ActionType<QueueJoin> TYPE =
      ActionType.performed("queue_join", Medium.REALTIME, QueueJoin::read, QueueJoin::begin)
          .dispatchedTo("queue-manager")
          .being(Trait.TAKES_THE_CALL)
          .takenUp((queueJoin, execution) -> markAgain(execution))
          .described(
              "Puts the call in line, until an agent takes it or it leaves.",
              option("queue_id", ID, "The queue.").mandatory());

  private static QueueJoin read(Options options) {
    return new QueueJoin(options.id("queue_id", QueueId::new));
  }

  private Step begin(Execution execution) {
    return Step.ask(
        new StartQueuecall(queue, execution.activeflow().id(), execution.call()),
        queuecall -> standInLine(queuecall, execution));
  }

  private static Step standInLine(StartedService queuecall, Execution execution) {
    var id = new QueuecallId(queuecall.id().value());
    return Step.change(
        execution.push(queuecall),
        // Only now may the queue take the caller out: its way out pops the stack just pushed.
        Step.askOnceStored(new MarkQueuecallWaiting(id)));
  }

  /** Told twice, the queue does nothing; never told, it would leave the caller waiting for good. */
  private static Step markAgain(Execution execution) {
    return execution
        .activeflow()
        .cursor()
        .forward()
        .map(pushed -> new QueuecallId(pushed.stack().value()))
        .map(id -> Step.askOnceStored(new MarkQueuecallWaiting(id)))
        .orElseGet(Step::carryOn);
  }
}
