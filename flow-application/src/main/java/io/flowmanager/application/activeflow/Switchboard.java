package io.flowmanager.application.activeflow;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.step.Request;

/**
 * Puts each request through to the service that answers it: the list of everything we cause
 * elsewhere.
 */
public interface Switchboard {
  /**
   * The answer. Waits as long as the service may take.
   *
   * @throws FlowException SERVICE_UNAVAILABLE, STORE_UNAVAILABLE, or what the service says
   */
  <R> R putThrough(Request<R> request);
}
