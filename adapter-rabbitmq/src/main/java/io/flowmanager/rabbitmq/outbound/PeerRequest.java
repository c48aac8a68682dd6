package io.flowmanager.rabbitmq.outbound;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import java.util.Map;
import java.util.Optional;

/**
 * A request to another service.
 *
 * @param queue where it takes requests
 * @param resource which kind of URI it is, for counting: {@code /v1/calls/<call-id>}
 * @param dataType "application/json", or empty; peers do not look at it
 * @param headers texts that travel beside the envelope, for whoever knows them
 */
public record PeerRequest(
    String queue,
    Method method,
    String uri,
    String resource,
    String dataType,
    Optional<Json> body,
    Map<String, String> headers) {
  public PeerRequest {
    requireNonNull(queue, "queue");
    requireNonNull(method, "method");
    requireNonNull(uri, "uri");
    requireNonNull(resource, "resource");
    requireNonNull(dataType, "dataType");
    requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }

  /** A request without a body. */
  public static PeerRequest of(String queue, Method method, String uri, String resource) {
    return new PeerRequest(queue, method, uri, resource, "", Optional.empty(), Map.of());
  }

  /** A request without a body to a URI in which there are no ids: it is a kind of its own. */
  public static PeerRequest of(String queue, Method method, String uri) {
    return of(queue, method, uri, uri);
  }

  /** The same with a body, which is JSON. */
  public PeerRequest withBody(Json sent) {
    return new PeerRequest(
        queue, method, uri, resource, EnvelopeJson.JSON, Optional.of(sent), headers);
  }

  public PeerRequest withDataType(String type) {
    return new PeerRequest(queue, method, uri, resource, type, body, headers);
  }

  /** The same with other headers. */
  public PeerRequest withHeaders(Map<String, String> texts) {
    return new PeerRequest(queue, method, uri, resource, dataType, body, texts);
  }

  /** The service that is asked; the queue's own name where it follows no rule. */
  public String service() {
    return QueueNames.serviceOf(queue);
  }

  Json envelope() {
    return EnvelopeJson.writeRequest(method.name(), uri, dataType, body);
  }

  /** For a person: {@code call-manager to answer GET /v1/calls/1}. */
  @Override
  public String toString() {
    return "%s to answer %s %s".formatted(service(), method, uri);
  }
}
