package io.flowmanager.rabbitmq;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.EnvelopeJson.Envelope;

/**
 * A request as it arrived.
 *
 * @param correlationId the caller's name for it, empty: none
 * @param arrival whether it may have been served before: whoever had it was cut off before it was
 *     acknowledged
 * @param wantsAnswer false: nobody waits, as with delayed requests; the answer is thrown away
 */
public record IncomingRequest(
    Envelope envelope, String correlationId, Arrival arrival, boolean wantsAnswer) {
  public IncomingRequest {
    requireNonNull(envelope, "envelope");
    requireNonNull(correlationId, "correlationId");
    requireNonNull(arrival, "arrival");
  }
}
