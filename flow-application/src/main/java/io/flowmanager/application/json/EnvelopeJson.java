package io.flowmanager.application.json;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The envelopes in which requests, answers and events travel. Their content is put in as it is, and
 * is left out where there is none.
 */
public final class EnvelopeJson {
  /** Who we are to the others. */
  public static final String PUBLISHER = FlowException.DOMAIN;

  /** The data type of a content that is JSON; also of an answer without content. */
  public static final String JSON = "application/json";

  /** The data type of a failure that says what failed. */
  public static final String FAILURE = "voipbin_error";

  /** The bytes that an envelope takes around its content, or a little more. */
  private static final int FRAME_BYTES = 256;

  private EnvelopeJson() {}

  /**
   * A request: {@code {"uri", "method", "publisher", "data_type", "data", "request_id"}}.
   *
   * @param method "GET", …; empty: none was sent, as with all texts here
   * @param data the body; null in the JSON is a body, and absent is none
   */
  public record Envelope(
      String method,
      String uri,
      String publisher,
      String dataType,
      Optional<Value> data,
      String requestId) {
    public Envelope {
      requireNonNull(method, "method");
      requireNonNull(uri, "uri");
      requireNonNull(publisher, "publisher");
      requireNonNull(dataType, "dataType");
      requireNonNull(data, "data");
      requireNonNull(requestId, "requestId");
    }
  }

  /**
   * An answer: {@code {"status_code", "data_type", "data"}}.
   *
   * @param statusCode as HTTP has them; 0: none was sent
   */
  public record Response(int statusCode, String dataType, Optional<Value> data) {
    public Response {
      requireNonNull(dataType, "dataType");
      requireNonNull(data, "data");
    }
  }

  /** An event: {@code {"type", "publisher", "data_type", "data"}}. */
  public record Event(String type, String publisher, String dataType, Optional<Value> data) {
    public Event {
      requireNonNull(type, "type");
      requireNonNull(publisher, "publisher");
      requireNonNull(dataType, "dataType");
      requireNonNull(data, "data");
    }
  }

  /**
   * The request in a message.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static Envelope readRequest(byte[] utf8) {
    Body envelope = envelope(utf8);
    return new Envelope(
        envelope.text("method"),
        envelope.text("uri"),
        envelope.text("publisher"),
        envelope.text("data_type"),
        envelope.find("data"),
        envelope.text("request_id"));
  }

  /**
   * The answer in a message.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static Response readResponse(byte[] utf8) {
    Body envelope = envelope(utf8);
    return new Response(
        envelope.small("status_code"), envelope.text("data_type"), envelope.find("data"));
  }

  /**
   * The event in a message.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static Event readEvent(byte[] utf8) {
    Body envelope = envelope(utf8);
    return new Event(
        envelope.text("type"),
        envelope.text("publisher"),
        envelope.text("data_type"),
        envelope.find("data"));
  }

  private static Body envelope(byte[] utf8) {
    return Body.of("envelope", ValueJson.read(utf8));
  }

  /** A request of ours. */
  public static Json writeRequest(String method, String uri, String dataType, Optional<Json> data) {
    JsonWriter json = around(data);
    json.beginObject();
    json.name("uri").text(uri);
    json.name("method").text(method);
    json.name("publisher").text(PUBLISHER);
    json.name("data_type").text(dataType);
    return closed(json, data);
  }

  public static Json writeResponse(int statusCode, String dataType, Optional<Json> data) {
    JsonWriter json = around(data);
    json.beginObject();
    json.name("status_code").number(statusCode);
    json.name("data_type").text(dataType);
    return closed(json, data);
  }

  /**
   * The answer to a request that failed.
   *
   * @param status one of the names all services share
   * @param reason what failed, as an UPPER_SNAKE word
   * @param domain whose reason it is
   * @param details objects that say more; left out where there are none
   */
  public static Json writeFailure(
      int statusCode,
      String status,
      String reason,
      String domain,
      String message,
      List<Map<String, String>> details) {
    var json = new JsonWriter();
    json.beginObject();
    json.name("status").text(status);
    json.name("reason").text(reason);
    json.name("domain").text(domain);
    json.name("message").text(message);
    if (!details.isEmpty()) {
      json.name("details").beginList();
      details.forEach(detail -> FindingJson.writeTexts(json, detail));
      json.endList();
    }
    return writeResponse(statusCode, FAILURE, Optional.of(json.endObject().done()));
  }

  /** An event of ours that tells of a flow. */
  public static Json writeEvent(String type, Flow flow) {
    var json = new JsonWriter(2048 + flow.actions().size() * ActionJson.USUAL_BYTES);
    beginEvent(json, type);
    FlowJson.write(json.name("data"), flow);
    return json.endObject().done();
  }

  /** An event of ours that tells of an activeflow. */
  public static Json writeEvent(String type, Activeflow activeflow) {
    JsonWriter json = ActiveflowJson.writer(activeflow);
    beginEvent(json, type);
    ActiveflowJson.writeForEvents(json.name("data"), activeflow);
    return json.endObject().done();
  }

  private static void beginEvent(JsonWriter json, String type) {
    json.beginObject();
    json.name("type").text(type);
    json.name("publisher").text(PUBLISHER);
    json.name("data_type").text(JSON);
  }

  /**
   * The request to the webhook-manager to tell a customer. Source: bin-webhook-manager, POST
   * /v1/webhooks.
   */
  public static Json writeWebhookRequest(String type, Activeflow activeflow) {
    JsonWriter json = ActiveflowJson.writerForCustomer(activeflow);
    json.beginObject();
    json.name("uri").text("/v1/webhooks");
    json.name("method").text("POST");
    json.name("publisher").text(PUBLISHER);
    json.name("data_type").text(JSON);
    json.name("data").beginObject();
    json.name("customer_id").id(activeflow.origin().customer().value());
    json.name("data_type").text(JSON);
    json.name("data").beginObject();
    json.name("type").text(type);
    ActiveflowJson.writeForCustomer(json.name("data"), activeflow);
    return json.endObject().endObject().endObject().done();
  }

  private static JsonWriter around(Optional<Json> data) {
    return new JsonWriter(data.map(Json::length).orElse(0) + FRAME_BYTES);
  }

  private static Json closed(JsonWriter json, Optional<Json> data) {
    data.ifPresent(content -> json.name("data").raw(content));
    return json.endObject().done();
  }
}
