package io.flowmanager.application.port;

import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.WebhookRequest.SendWebhook;

/**
 * Sends data to addresses outside.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface WebhookManager {
  Done send(SendWebhook request);
}
