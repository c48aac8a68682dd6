package io.flowmanager.rabbitmq.inbound;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.EnvelopeJson.Envelope;
import java.util.Map;

/**
 * A request as it arrived.
 *
 * @param queue it was taken off
 * @param headers what is beside the envelope, as the client library reads it; a text is read by its
 *     {@code toString}
 * @param correlationId the caller's name for it, empty: none
 * @param arrival whether it may have been served before: whoever had it was cut off before it was
 *     acknowledged
 * @param wantsAnswer false: nobody waits, as with delayed requests; the answer is thrown away
 */
public record IncomingRequest(
    String queue,
    Map<String, Object> headers,
    Envelope envelope,
    String correlationId,
    Arrival arrival,
    boolean wantsAnswer) {
  public IncomingRequest {
    requireNonNull(queue, "queue");
    requireNonNull(headers, "headers");
    requireNonNull(envelope, "envelope");
    requireNonNull(correlationId, "correlationId");
    requireNonNull(arrival, "arrival");
  }
}
