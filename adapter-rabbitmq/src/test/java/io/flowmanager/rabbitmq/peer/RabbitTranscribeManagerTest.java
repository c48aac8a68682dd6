package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.ACTIVEFLOW;
import static io.flowmanager.rabbitmq.peer.Examples.CUSTOMER;
import static io.flowmanager.rabbitmq.peer.Examples.FLOW;
import static io.flowmanager.rabbitmq.peer.Examples.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.TranscribeRequest.StartTranscribe;
import org.junit.jupiter.api.Test;

class RabbitTranscribeManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitTranscribeManager transcribes = new RabbitTranscribeManager(rpc);

  private static final StartTranscribe PLAIN =
      new StartTranscribe(
          CUSTOMER,
          ACTIVEFLOW,
          FlowId.NONE,
          new Reference(ReferenceType.RECORDING, REFERENCE),
          "",
          "both",
          "",
          Webhook.NONE);

  @Test
  void startsATranscribe() {
    rpc.answer("{\"id\":\"e0000000-0000-4000-8000-000000000001\",\"status\":\"progressing\"}");

    Done started =
        transcribes.start(
            new StartTranscribe(
                CUSTOMER,
                ACTIVEFLOW,
                FLOW,
                new Reference(ReferenceType.CALL, REFERENCE),
                "en-US",
                "in",
                "gcp",
                new Webhook("https://example.com/text", "POST")));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.transcribe-manager.request: POST /v1/transcribes,"
                + " \"application/json\", 30 s {\"customer_id\":\"c0000000-0000-4000-8000-0000000"
                + "00001\",\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"on_end_flow_id\":\"f0000000-0000-4000-8000-000000000001\","
                + "\"reference_type\":\"call\",\"reference_id\":\"ca000000-0000-4000-8000-0000000"
                + "00001\",\"language\":\"en-US\",\"direction\":\"in\",\"provider\":\"gcp\","
                + "\"webhook_uri\":\"https://example.com/text\",\"webhook_method\":\"POST\"}");
    assertThat(started).isEqualTo(Done.DONE);
  }

  @Test
  void leavesOutWhatTheAuthorLeftOut() {
    transcribes.start(PLAIN);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.transcribe-manager.request: POST /v1/transcribes,"
                + " \"application/json\", 30 s {\"customer_id\":\"c0000000-0000-4000-8000-0000000"
                + "00001\",\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"on_end_flow_id\":\"00000000-0000-0000-0000-000000000000\","
                + "\"reference_type\":\"recording\","
                + "\"reference_id\":\"ca000000-0000-4000-8000-000000000001\","
                + "\"direction\":\"both\"}");
  }

  @Test
  void expectsATranscribe() {
    rpc.assertUnexpected(() -> transcribes.start(PLAIN), "[]", "\"text\"");
  }
}
