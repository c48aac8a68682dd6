package io.flowmanager.application.port;

import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;

/**
 * Keeps callers in line.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface QueueManager {
  StartedService start(StartQueuecall request);

  Done markWaiting(MarkQueuecallWaiting request);
}
