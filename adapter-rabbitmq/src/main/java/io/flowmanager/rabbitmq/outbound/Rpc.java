package io.flowmanager.rabbitmq.outbound;

import io.flowmanager.domain.error.FlowException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks other services, and tells them. May be called from any thread. */
public interface Rpc {
  /**
   * Puts a request and waits for the answer, at most {@code timeout}; blocks the thread.
   *
   * @throws FlowException the refusal, in the service's own words, of a status of 300 or more;
   *     SERVICE_UNAVAILABLE no answer in time, none that can be read or has room in memory, no such
   *     queue, or the service did not answer lately and is left alone for a while;
   *     BROKER_UNAVAILABLE our connection is lost, before or after the request left;
   *     REQUEST_TOO_LARGE
   */
  Reply ask(PeerRequest request, Duration timeout);

  /**
   * Puts a request that is not answered.
   *
   * @return completes when the broker has it, and fails with SERVICE_UNAVAILABLE or
   *     REQUEST_TOO_LARGE
   */
  CompletionStage<Void> tell(PeerRequest request);

  /**
   * Puts a request that arrives after {@code delay}, at most 24 days, and is not answered.
   *
   * @param delay not more than zero: at once
   * @return as {@link #tell}
   */
  CompletionStage<Void> tellDelayed(PeerRequest request, Duration delay);
}
