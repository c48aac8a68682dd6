package io.flowmanager.application.port;

import io.flowmanager.domain.id.ProcessId;

/** The processes that share the store. Every method may be called from any thread. */
public interface Processes {
  /** This one. */
  ProcessId self();

  /**
   * Whether that process is still there. One that is gone never comes back; what it was at may be
   * taken up by someone else. While it can't be told, as right after the store was away, it is
   * taken to be there.
   *
   * @throws io.flowmanager.domain.error.FlowException STORE_UNAVAILABLE
   */
  boolean isThere(ProcessId process);
}
