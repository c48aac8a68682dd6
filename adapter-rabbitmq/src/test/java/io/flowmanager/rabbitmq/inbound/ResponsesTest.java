package io.flowmanager.rabbitmq.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.error.Status;
import io.flowmanager.rabbitmq.StatusCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResponsesTest {

  @Test
  void saysThatItIsDone() {
    assertThat(Responses.served(Answer.DONE))
        .hasToString("{\"status_code\":200,\"data_type\":\"application/json\"}");
  }

  @Test
  void carriesWhatWasAskedFor() {
    assertThat(Responses.served(Answer.of(Json.of("[1]"))))
        .hasToString("{\"status_code\":200,\"data_type\":\"application/json\",\"data\":[1]}");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, 400",
    "UNAUTHENTICATED, 401",
    "PAYMENT_REQUIRED, 402",
    "PERMISSION_DENIED, 403",
    "NOT_FOUND, 404",
    "ALREADY_EXISTS, 409",
    "FAILED_PRECONDITION, 409",
    "RESOURCE_EXHAUSTED, 429",
    "UNAVAILABLE, 503",
    "INTERNAL, 500"
  })
  void numbersFailuresAsAllServicesDo(Status status, int code) {
    Json response = Responses.failed(FlowException.refusedBy("ai-manager", status, "WHY", "So"));

    assertThat(response)
        .hasToString(
            ("{\"status_code\":%d,\"data_type\":\"voipbin_error\",\"data\":{\"status\":\"%s\","
                    + "\"reason\":\"WHY\",\"domain\":\"ai-manager\",\"message\":\"So\"}}")
                .formatted(code, status));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void namesEveryReason(Reason reason) {
    assertThat(Responses.failed(new FlowException(reason, "Expected this, but that")))
        .asString()
        .contains(
            "\"status\":\"" + reason.status() + "\"",
            "\"reason\":\"" + reason + "\"",
            "\"domain\":\"flow-manager\"");
  }

  @ParameterizedTest
  @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "ALREADY_EXISTS")
  void readsItsOwnNumbersBack(Status status) {
    assertThat(StatusCodes.statusOf(StatusCodes.codeOf(status))).isEqualTo(status);
  }
}
