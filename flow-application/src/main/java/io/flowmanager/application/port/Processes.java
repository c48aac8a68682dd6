package io.flowmanager.application.port;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ProcessId;
import java.time.Duration;

/**
 * The processes that share the store, each a member as long as it renews its lease. Every method
 * may be called from any thread.
 */
public interface Processes {
  /**
   * This one. Another one from the moment on when it learns that others took it for gone, as after
   * it was frozen: what it claimed as the former one may be someone else's by then.
   */
  ProcessId self();

  /**
   * True if that process is still there. One that is gone never comes back; what it was at may be
   * taken up by someone else. While it can't be told, as right after the store was away, it is
   * taken to be there.
   *
   * @throws FlowException STORE_UNAVAILABLE
   */
  boolean isThere(ProcessId process);

  /**
   * True if this process is certain to be still that one: its lease is so young that nobody can
   * have taken it for gone, nor will in the next moment. To be asked before anything that nobody
   * else may do at the same time. Where the lease is older, waits until it is renewed.
   *
   * @param patience how long to wait at most
   * @return false: it was taken for gone, and what it claimed is up to whoever claims it next
   * @throws FlowException LEASE_NOT_RENEWED, if the lease was not renewed within {@code patience}
   */
  boolean isStill(ProcessId self, Duration patience);
}
