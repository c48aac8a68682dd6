package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.ACTIVEFLOW;
import static io.flowmanager.rabbitmq.peer.Examples.CALL;
import static io.flowmanager.rabbitmq.peer.Examples.CALLEE;
import static io.flowmanager.rabbitmq.peer.Examples.CALLER;
import static io.flowmanager.rabbitmq.peer.Examples.CUSTOMER;
import static io.flowmanager.rabbitmq.peer.Examples.FLOW;
import static io.flowmanager.rabbitmq.peer.Examples.REFERENCE;
import static io.flowmanager.rabbitmq.peer.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.RecordingId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreateConfbridge;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import java.util.List;
import org.junit.jupiter.api.Test;

class RabbitCallManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitCallManager calls = new RabbitCallManager(rpc);

  private static final CreateCalls PLAIN =
      new CreateCalls(CUSTOMER, FLOW, CallId.NONE, Address.NONE, List.of(), false, false, "");

  @Test
  void getsACall() {
    rpc.answer(
        "{\"id\":\"ca000000-0000-4000-8000-000000000001\",\"status\":\"progressing\","
            + "\"direction\":\"incoming\",\"source\":{\"type\":\"tel\","
            + "\"target\":\"+15550001\",\"target_name\":\"T\",\"name\":\"N\","
            + "\"detail\":\"D\"},\"destination\":{\"type\":\"tel\",\"target\":\"+15550002\"},"
            + "\"recording_ids\":[\"ec000001-0000-4000-8000-000000000001\","
            + "\"ec000002-0000-4000-8000-000000000001\"],\"channel_id\":\"x\"}");

    CallDetails call = calls.call(new GetCall(CALL));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.call-manager.request: GET /v1/calls/ca000000-0000-4000-8000-000000"
                + "000001, \"\", 3 s");
    assertThat(rpc.resource()).isEqualTo("/v1/calls/<call-id>");
    assertThat(call)
        .isEqualTo(
            new CallDetails(
                "progressing",
                "incoming",
                new Address("tel", "+15550001", "T", "N", "D"),
                CALLEE,
                List.of(new RecordingId(id("ec000001")), new RecordingId(id("ec000002")))));
  }

  @Test
  void takesWhatACallDoesNotSayForEmpty() {
    assertThat(calls.call(new GetCall(CALL)))
        .isEqualTo(new CallDetails("", "", Address.NONE, Address.NONE, List.of()));
  }

  @Test
  void getsTheDigitsOfACall() {
    rpc.answer("{\"digits\":\"123#\"}");

    String digits = calls.digits(new GetDigits(CALL));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.call-manager.request: GET /v1/calls/ca000000-0000-4000-8000-000000"
                + "000001/digits, \"application/json\", 3 s");
    assertThat(rpc.resource()).isEqualTo("/v1/calls/<call-id>/digits");
    assertThat(digits).isEqualTo("123#");
  }

  @Test
  void createsAConfbridge() {
    rpc.answer("{\"id\":\"b0000000-0000-4000-8000-000000000001\"}");

    ConfbridgeId confbridge =
        calls.createConfbridge(new CreateConfbridge(CUSTOMER, ACTIVEFLOW, CALL));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.call-manager.request: POST /v1/confbridges, \"application/json\","
                + " 3 s {\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"reference_type\":\"call\",\"reference_id\":\"ca000000-0000-4000-8000-0000000"
                + "00001\",\"type\":\"connect\"}");
    assertThat(confbridge).isEqualTo(new ConfbridgeId(id("b0000000")));
  }

  @Test
  void createsCalls() {
    rpc.answer(
        "{\"calls\":[{\"id\":\"ca000002-0000-4000-8000-000000000001\","
            + "\"status\":\"dialing\"},{\"id\":\"ca000003-0000-4000-8000-000000000001\"}],"
            + "\"groupcalls\":[{}]}");

    CreatedCalls created =
        calls.createCalls(
            new CreateCalls(CUSTOMER, FLOW, CALL, CALLER, List.of(CALLEE), true, true, "auto"));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.call-manager.request: POST /v1/calls, \"application/json\","
                + " 3 s {\"flow_id\":\"f0000000-0000-4000-8000-000000000001\","
                + "\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"master_call_id\":\"ca000000-0000-4000-8000-000000000001\","
                + "\"source\":{\"type\":\"tel\",\"target\":\"+15550001\"},"
                + "\"destinations\":[{\"type\":\"tel\",\"target\":\"+15550002\"}],"
                + "\"early_execution\":true,\"connect\":true,\"anonymous\":\"auto\"}");
    assertThat(created)
        .isEqualTo(
            new CreatedCalls(List.of(new CallId(id("ca000002")), new CallId(id("ca000003"))), 1));
  }

  @Test
  void leavesOutWhatIsEmptyButNotTheSource() {
    calls.createCalls(PLAIN);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.call-manager.request: POST /v1/calls, \"application/json\","
                + " 3 s {\"flow_id\":\"f0000000-0000-4000-8000-000000000001\","
                + "\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"master_call_id\":\"00000000-0000-0000-0000-000000000000\",\"source\":{}}");
  }

  @Test
  void takesListsThatAreAbsentOrNullForEmptyOnes() {
    assertThat(calls.createCalls(PLAIN).none()).isTrue();
    rpc.answer("{\"calls\":null,\"groupcalls\":null}");
    assertThat(calls.createCalls(PLAIN).none()).isTrue();
  }

  @Test
  void letsACallAskForItsNextAction() {
    calls.askForNextAction(REFERENCE);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.call-manager.request: POST /v1/calls/ca000000-0000-4000-8000-00000"
                + "0000001/action-next, \"application/json\", 3 s {\"force\":true}");
    assertThat(rpc.resource()).isEqualTo("/v1/calls/<call-id>/action-next");
  }

  @Test
  void describesACallByWhatCustomersMaySee() {
    rpc.answer(
        "{\"id\":\"ca000000-0000-4000-8000-000000000001\","
            + "\"channel_id\":\"PJSIP/trunk-1\",\"status\":\"ringing\","
            + "\"source\":{\"type\":\"tel\",\"target\":\"+15550001\"},"
            + "\"dialroutes\":[{\"provider_id\":\"x\"}],"
            + "\"tm_create\":\"2026-01-01T00:00:00.000000Z\",\"tm_hangup\":null}");

    String description = calls.describe(REFERENCE);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.call-manager.request: GET /v1/calls/ca000000-0000-4000-8000-000000"
                + "000001, \"\", 3 s");
    assertThat(description)
        .isEqualTo(
            "{\"id\":\"ca000000-0000-4000-8000-000000000001\",\"status\":\"ringing\","
                + "\"source\":{\"type\":\"tel\",\"target\":\"+15550001\"},"
                + "\"tm_create\":\"2026-01-01T00:00:00.000000Z\",\"tm_hangup\":null}");
  }

  @Test
  void describesACallThatNobodySaysAnythingOfByNothing() {
    assertThat(calls.describe(REFERENCE)).isEmpty();
  }

  @Test
  void expectsAnswersInWhichIsWhatTheFlowNeeds() {
    String[] none = {"[]", "5", "\"text\"", "{\"id\":5}", "{\"id\":\"x\"}", "{}"};
    rpc.assertUnexpected(
        () -> calls.createConfbridge(new CreateConfbridge(CUSTOMER, ACTIVEFLOW, CALL)), none);
    rpc.assertUnexpected(
        () -> calls.call(new GetCall(CALL)), "[]", "{\"status\":5}", "{\"source\":\"me\"}");
    rpc.assertUnexpected(() -> calls.digits(new GetDigits(CALL)), "[]", "{\"digits\":5}");
    rpc.assertUnexpected(() -> calls.createCalls(PLAIN), "[]", "{\"calls\":5}", "{\"calls\":[{}]}");
    rpc.assertUnexpected(() -> calls.describe(REFERENCE), "[]", "5");
  }
}
