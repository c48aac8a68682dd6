package io.flowmanager.app.observe.tracing;

import io.flowmanager.app.observe.logging.LogFields;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/**
 * The attributes of spans. Names are those of OpenTelemetry's conventions for messaging, of version
 * 1.37, where it has any.
 */
final class SpanAttributes {
  static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  static final AttributeKey<String> ROUTING_KEY =
      AttributeKey.stringKey("messaging.rabbitmq.destination.routing_key");
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
  static final AttributeKey<String> OPERATION_TYPE =
      AttributeKey.stringKey("messaging.operation.type");
  static final AttributeKey<String> CORRELATION =
      AttributeKey.stringKey("messaging.message.conversation_id");
  static final AttributeKey<String> PEER = AttributeKey.stringKey("peer.service");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  /** Before the names of our own. */
  private static final String OURS = "flow_manager.";

  /** A refusal that is nobody's trouble. */
  static final AttributeKey<String> REFUSED = AttributeKey.stringKey(OURS + "refused_for");

  static final String RABBITMQ = "rabbitmq";

  private SpanAttributes() {}

  /**
   * The attributes that log lines of this thread have as fields: ids, and nothing of what is in a
   * request.
   */
  static void name(Span span) {
    LogFields.ids().forEach((name, id) -> span.setAttribute(OURS + name, id));
  }

  /** By its reason; a message may tell more than is for everyone. */
  static void failed(Span span, Throwable failure) {
    if (failure instanceof FlowException refusal) {
      if (refusal.status() == Status.UNAVAILABLE || refusal.status() == Status.INTERNAL) {
        broken(span, reason(refusal));
      } else {
        span.setAttribute(REFUSED, reason(refusal));
      }
    } else {
      broken(span, failure.getClass().getName());
    }
  }

  private static void broken(Span span, String type) {
    span.setAttribute(ERROR, type);
    span.setStatus(StatusCode.ERROR);
  }

  /** Another service's own reasons are its words; only what they are a kind of is known. */
  private static String reason(FlowException refusal) {
    return refusal.domain().equals(FlowException.DOMAIN)
        ? refusal.reason()
        : refusal.status().name();
  }
}
