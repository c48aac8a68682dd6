package io.flowmanager.application.port;

import io.flowmanager.domain.step.AiRequest.StartAicall;
import io.flowmanager.domain.step.AiRequest.StartSummary;
import io.flowmanager.domain.step.AiRequest.StartTask;
import io.flowmanager.domain.step.StartedService;

/**
 * Runs AI services.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface AiManager {
  /** Waits up to half a minute. */
  StartedService start(StartAicall request);

  StartedService start(StartTask request);

  /** Waits up to a minute. */
  StartedService start(StartSummary request);
}
