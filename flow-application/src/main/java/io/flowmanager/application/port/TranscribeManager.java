package io.flowmanager.application.port;

import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.TranscribeRequest.StartTranscribe;

/**
 * Writes down what is said.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface TranscribeManager {
  /** Waits up to half a minute. */
  Done start(StartTranscribe request);
}
