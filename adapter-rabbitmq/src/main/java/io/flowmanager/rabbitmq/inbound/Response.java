package io.flowmanager.rabbitmq.inbound;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.rabbitmq.StatusCodes;
import java.util.Optional;

/**
 * The answer as it travels back to whoever asked: {@code {"status_code", "data_type", "data"}}.
 *
 * @param status as HTTP has them
 */
public record Response(int status, Json envelope) {
  public Response {
    requireNonNull(envelope, "envelope");
  }

  static Response of(Answer answer) {
    return new Response(
        StatusCodes.SERVED,
        EnvelopeJson.writeResponse(StatusCodes.SERVED, EnvelopeJson.JSON, answer.data()));
  }

  static Response failed(FlowException failure) {
    int code = StatusCodes.codeOf(failure.status());
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
}
