package io.flowmanager.rabbitmq;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.EnvelopeJson.Envelope;

/**
 * A request as it arrived.
 *
 * @param correlationId the caller's name for it, empty: none
 * @param isRedelivered whether it may have been handled before, wholly or in part: whoever had it
 *     was cut off before it was acknowledged
 * @param wantsAnswer false: nobody waits, as with delayed requests; the answer is thrown away
 */
public record IncomingRequest(
    Envelope envelope, String correlationId, boolean isRedelivered, boolean wantsAnswer) {
  public IncomingRequest {
    requireNonNull(envelope, "envelope");
    requireNonNull(correlationId, "correlationId");
  }
}
