package io.flowmanager.application.port;

import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.MessageRequest.SendMessage;

/**
 * Sends short messages.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface MessageManager {
  Done send(SendMessage request);
}
