package io.flowmanager.rabbitmq.inbound;

import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.rabbitmq.StatusCodes;
import java.util.Optional;

/** The JSON that travels back to whoever asked: {@code {"status_code", "data_type", "data"}}. */
final class Responses {
  private Responses() {}

  static Json served(Answer answer) {
    return EnvelopeJson.writeResponse(StatusCodes.SERVED, EnvelopeJson.JSON, answer.data());
  }

  static Json failed(FlowException failure) {
    return EnvelopeJson.writeFailure(
        StatusCodes.codeOf(failure.status()),
        failure.status().name(),
        failure.reason(),
        failure.domain(),
        Optional.ofNullable(failure.getMessage()).orElse(""),
        failure.details());
  }
}
