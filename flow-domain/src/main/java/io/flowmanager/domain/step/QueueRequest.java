package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.QueueId;
import io.flowmanager.domain.id.QueuecallId;

/** A request to the queue-manager. */
public sealed interface QueueRequest<R> extends Request<R> {

  /** Puts a call in line. */
  record StartQueuecall(QueueId queue, ActiveflowId activeflow, CallId call)
      implements QueueRequest<StartedService> {
    public StartQueuecall {
      requireNonNull(queue, "queue");
      requireNonNull(activeflow, "activeflow");
      requireNonNull(call, "call");
    }

    @Override
    public StartedService usualAnswer(Outside outside) {
      return outside.started("queuecall", "confbridge_join");
    }
  }

  /** Says that the caller waits, and may be taken out of the line from now on. */
  record MarkQueuecallWaiting(QueuecallId queuecall) implements QueueRequest<Done> {
    public MarkQueuecallWaiting {
      requireNonNull(queuecall, "queuecall");
    }

    @Override
    public Done usualAnswer(Outside outside) {
      return Done.DONE;
    }
  }
}
