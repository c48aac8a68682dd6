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

class ResponseTest {

  @Test
  void saysThatItIsDone() {
    assertThat(Response.of(Answer.DONE).envelope())
        .hasToString("{\"status_code\":200,\"data_type\":\"application/json\"}");
  }

  @Test
  void carriesWhatWasAskedFor() {
    assertThat(Response.of(Answer.of(Json.of("[1]"))).envelope())
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
    Response response = Response.failed(FlowException.refusedBy("ai-manager", status, "WHY", "So"));

    assertThat(response.status()).isEqualTo(code);
    assertThat(response.envelope())
        .hasToString(
            ("{\"status_code\":%d,\"data_type\":\"voipbin_error\",\"data\":{\"status\":\"%s\","
                    + "\"reason\":\"WHY\",\"domain\":\"ai-manager\",\"message\":\"So\"}}")
                .formatted(code, status));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void namesEveryReason(Reason reason) {
    assertThat(Response.failed(new FlowException(reason, "Expected this, but that")).envelope())
        .asString()
        .contains(
            "\"status\":\"" + reason.status() + "\"",
            "\"reason\":\"" + reason + "\"",
            "\"domain\":\"flow-manager\"");
  }

  @ParameterizedTest
  @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "ALREADY_EXISTS")
  void readsItsOwnNumbersBack(Status status) {
    int code = Response.failed(FlowException.refusedBy("", status, "", "")).status();

    assertThat(StatusCodes.statusOf(code)).isEqualTo(status);
  }
}
