package io.flowmanager.rabbitmq.inbound;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Status;
import java.util.Optional;

/**
 * What travels back to whoever asked: {@code {"status_code", "data_type", "data"}}.
 *
 * @param status as HTTP has them
 */
public record Response(int status, Json envelope) {
  public Response {
    requireNonNull(envelope, "envelope");
  }

  static Response of(Answer answer) {
    return new Response(200, EnvelopeJson.writeResponse(200, EnvelopeJson.JSON, answer.data()));
  }

  /** The one place where a failure becomes a number. */
  static Response failed(FlowException failure) {
    int code = codeOf(failure.status());
    return new Response(
        code,
        EnvelopeJson.writeFailure(
            code,
            failure.status().name(),
            failure.reason(),
            failure.domain(),
            Optional.ofNullable(failure.getMessage()).orElse(""),
            failure.details()));
  }

  private static int codeOf(Status status) {
    return switch (status) {
      case INVALID_ARGUMENT -> 400;
      case UNAUTHENTICATED -> 401;
      case PAYMENT_REQUIRED -> 402;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, FAILED_PRECONDITION -> 409;
      case RESOURCE_EXHAUSTED -> 429;
      case UNAVAILABLE -> 503;
      case INTERNAL -> 500;
    };
  }

  /** What another service means by a number, where it says no more. */
  public static Status statusOf(int code) {
    return switch (code) {
      case 400 -> Status.INVALID_ARGUMENT;
      case 401 -> Status.UNAUTHENTICATED;
      case 402 -> Status.PAYMENT_REQUIRED;
      case 403 -> Status.PERMISSION_DENIED;
      case 404 -> Status.NOT_FOUND;
      case 409 -> Status.FAILED_PRECONDITION;
      case 429 -> Status.RESOURCE_EXHAUSTED;
      case 503 -> Status.UNAVAILABLE;
      default -> Status.INTERNAL;
    };
  }
}
