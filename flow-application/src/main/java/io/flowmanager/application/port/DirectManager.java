package io.flowmanager.application.port;

import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.DirectId;
import io.flowmanager.domain.id.FlowId;

/**
 * Gives flows a hash by which they can be reached from outside. Every method waits at most a few
 * seconds, and fails with SERVICE_UNAVAILABLE or with what the direct-manager says.
 */
public interface DirectManager {
  Direct create(CustomerId customer, FlowId flow);

  void delete(DirectId direct);

  /** The same record under a new hash. */
  Direct regenerate(DirectId direct);
}
