package io.flowmanager.application.port;

import io.flowmanager.domain.step.ConferenceRequest.StartConferencecall;
import io.flowmanager.domain.step.StartedService;

/**
 * Lets calls into conferences.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface ConferenceManager {
  StartedService start(StartConferencecall request);
}
