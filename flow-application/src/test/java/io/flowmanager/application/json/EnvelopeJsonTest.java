package io.flowmanager.application.json;

import static io.flowmanager.application.json.Golden.json;
import static io.flowmanager.domain.error.Reason.INVALID_REQUEST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.json.EnvelopeJson.Envelope;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.json.EnvelopeJson.Response;
import io.flowmanager.application.port.PortExamples;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeJsonTest {
  /** Not JSON as we would write it, so that a test sees that nobody rewrote it. */
  private static final Json CONTENT = Json.of("{ \"id\": 1.50 }");

  @Test
  void readsARequest() {
    Envelope request =
        request(
            """
            {"uri":"/v1/flows","method":"GET","publisher":"call-manager",
             "data_type":"application/json","data":{},"request_id":"r-1","extra":{"a":1}}
            """);

    assertThat(request)
        .isEqualTo(
            new Envelope(
                "GET",
                "/v1/flows",
                "call-manager",
                "application/json",
                Optional.of(Members.EMPTY),
                "r-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"uri\":null,\"method\":null}"})
  void readsWhatWasNotSentAsEmpty(String sent) {
    assertThat(request(sent)).isEqualTo(new Envelope("", "", "", "", Optional.empty(), ""));
  }

  @Test
  void tellsABodyThatIsNullFromNone() {
    assertThat(request("{\"data\":null}").data()).contains(Nothing.NOTHING);
    assertThat(request("{}").data()).isEmpty();
  }

  @Test
  void findsMembersInAnyCase() {
    Envelope request = request("{\"URI\":\"/v1/flows\",\"Method\":\"GET\",\"DATA\":{}}");

    assertThat(request.uri()).isEqualTo("/v1/flows");
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.data()).contains(Members.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "\"{}\"",
        "{\"uri\":5,\"method\":\"GET\"}",
        "{\"uri\":\"/v1/flows\",\"method\":\"GET\",\"data\":{",
        "{\"uri\":\"/v1/flows\",\"method\":\"GET\"} x",
      })
  void refusesWhatIsNoRequest(String sent) {
    assertThatThrownBy(() -> request(sent))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(INVALID_REQUEST));
  }

  @Test
  void writesARequest() {
    assertThat(
            EnvelopeJson.writeRequest("POST", "/v1/calls", EnvelopeJson.JSON, Optional.of(CONTENT)))
        .hasToString(
            "{\"uri\":\"/v1/calls\",\"method\":\"POST\",\"publisher\":\"flow-manager\","
                + "\"data_type\":\"application/json\",\"data\":{ \"id\": 1.50 }}");
  }

  @Test
  void writesAnAnswerWithItsContentAsItIs() {
    assertThat(EnvelopeJson.writeResponse(200, EnvelopeJson.JSON, Optional.of(CONTENT)))
        .hasToString(
            "{\"status_code\":200,\"data_type\":\"application/json\",\"data\":{ \"id\": 1.50 }}");
  }

  @Test
  void writesAnAnswerWithoutContent() {
    assertThat(EnvelopeJson.writeResponse(404, "", Optional.empty()))
        .hasToString("{\"status_code\":404,\"data_type\":\"\"}");
  }

  @Test
  void writesAFailure() {
    assertThat(
            EnvelopeJson.writeFailure(
                404,
                "NOT_FOUND",
                "FLOW_NOT_FOUND",
                "flow-manager",
                "Expected \"it\" \uD83D",
                List.of()))
        .isEqualTo(
            json(
                """
                {"status_code":404,"data_type":"voipbin_error","data":{"status":"NOT_FOUND",
                "reason":"FLOW_NOT_FOUND","domain":"flow-manager",
                "message":"Expected \\"it\\" \uFFFD"}}
                """));
  }

  @Test
  void writesWhatMoreAFailureHasToSay() {
    assertThat(
            EnvelopeJson.writeFailure(
                400, "S", "R", "D", "M", List.of(Map.of("a", "b"), Map.of("c", "d"))))
        .isEqualTo(
            json(
                """
                {"status_code":400,"data_type":"voipbin_error","data":{"status":"S","reason":"R",
                "domain":"D","message":"M","details":[{"a":"b"},{"c":"d"}]}}
                """));
  }

  @Test
  void readsAnAnswer() {
    Json answer = EnvelopeJson.writeResponse(201, EnvelopeJson.JSON, Optional.of(Json.of("{}")));

    assertThat(EnvelopeJson.readResponse(answer.utf8()))
        .isEqualTo(new Response(201, "application/json", Optional.of(Members.EMPTY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"200\"", "200.5", "-1", "4294967496", "true"})
  void refusesAnAnswerWhoseStatusIsNone(String status) {
    byte[] answer = ("{\"status_code\":" + status + "}").getBytes(UTF_8);

    assertThatThrownBy(() -> EnvelopeJson.readResponse(answer))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(INVALID_REQUEST));
  }

  @Test
  void writesAnEventThatCanBeRead() {
    Flow flow = PortExamples.flow(PortExamples.NOON);

    Json event = EnvelopeJson.writeEvent("flow_created", flow);

    assertThat(event)
        .hasToString(
            "{\"type\":\"flow_created\",\"publisher\":\"flow-manager\","
                + "\"data_type\":\"application/json\",\"data\":%s}"
                    .formatted(FlowJson.write(flow)));
    assertThat(EnvelopeJson.readEvent(event.utf8()))
        .isEqualTo(
            new Event(
                "flow_created",
                "flow-manager",
                "application/json",
                Optional.of(ValueJson.read(FlowJson.write(flow)))));
  }

  @Test
  void writesWhatBecameOfAnActiveflow() {
    Activeflow activeflow = PortExamples.activeflow(PortExamples.NOON);

    assertThat(EnvelopeJson.writeEvent("activeflow_updated", activeflow))
        .hasToString(
            "{\"type\":\"activeflow_updated\",\"publisher\":\"flow-manager\","
                + "\"data_type\":\"application/json\",\"data\":%s}"
                    .formatted(ActiveflowJson.writeForEvents(activeflow)));
  }

  @Test
  void writesWhatACustomerIsTold() {
    Activeflow activeflow = PortExamples.activeflow(PortExamples.NOON);

    assertThat(EnvelopeJson.writeWebhookRequest("activeflow_updated", activeflow))
        .hasToString(
            "{\"uri\":\"/v1/webhooks\",\"method\":\"POST\",\"publisher\":\"flow-manager\","
                + "\"data_type\":\"application/json\",\"data\":{"
                + "\"customer_id\":\"%s\",\"data_type\":\"application/json\","
                    .formatted(activeflow.origin().customer())
                + "\"data\":{\"type\":\"activeflow_updated\",\"data\":%s}}}"
                    .formatted(ActiveflowJson.writeForCustomer(activeflow)));
  }

  private static Envelope request(String json) {
    return EnvelopeJson.readRequest(json.getBytes(UTF_8));
  }
}
