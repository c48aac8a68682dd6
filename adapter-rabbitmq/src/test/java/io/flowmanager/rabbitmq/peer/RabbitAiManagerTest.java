package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.ACTIVEFLOW;
import static io.flowmanager.rabbitmq.peer.Examples.CUSTOMER;
import static io.flowmanager.rabbitmq.peer.Examples.FLOW;
import static io.flowmanager.rabbitmq.peer.Examples.REFERENCE;
import static io.flowmanager.rabbitmq.peer.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.AssistanceId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.AiRequest.Assistance;
import io.flowmanager.domain.step.AiRequest.StartAicall;
import io.flowmanager.domain.step.AiRequest.StartSummary;
import io.flowmanager.domain.step.AiRequest.StartTask;
import io.flowmanager.domain.step.StartedService;
import java.util.List;
import org.junit.jupiter.api.Test;

class RabbitAiManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitAiManager ai = new RabbitAiManager(rpc);

  private static final Assistance TEAM = new Assistance("team", new AssistanceId(id("a1000000")));

  @Test
  void startsAnAicall() {
    rpc.answer(
        "{\"id\":\"5e000000-0000-4000-8000-000000000001\",\"type\":\"aicall\","
            + "\"push_actions\":[{\"id\":\"a0000000-0000-4000-8000-000000000001\","
            + "\"type\":\"block\"}]}");

    StartedService aicall =
        ai.start(
            new StartAicall(
                TEAM, ACTIVEFLOW, new Reference(ReferenceType.CONVERSATION, REFERENCE)));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.ai-manager.request: POST /v1/services/type/aicall,"
                + " \"application/json\", 30 s {\"assistance_type\":\"team\","
                + "\"assistance_id\":\"a1000000-0000-4000-8000-000000000001\","
                + "\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"reference_type\":\"conversation\","
                + "\"reference_id\":\"ca000000-0000-4000-8000-000000000001\"}");
    assertThat(aicall)
        .isEqualTo(
            new StartedService(
                new ServiceId(id("5e000000")),
                "aicall",
                List.of(Action.of(new ActionId(id("a0000000")), "block", Options.NONE))));
  }

  @Test
  void startsATask() {
    ai.start(new StartTask(TEAM, ACTIVEFLOW));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.ai-manager.request: POST /v1/services/type/task,"
                + " \"application/json\", 3 s {\"assistance_type\":\"team\","
                + "\"assistance_id\":\"a1000000-0000-4000-8000-000000000001\","
                + "\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\"}");
  }

  @Test
  void startsASummary() {
    ai.start(new StartSummary(CUSTOMER, ACTIVEFLOW, FLOW, "call", REFERENCE, "en-US"));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.ai-manager.request: POST /v1/services/type/summary,"
                + " \"application/json\", 60 s {\"customer_id\":\"c0000000-0000-4000-8000-0000000"
                + "00001\",\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"on_end_flow_id\":\"f0000000-0000-4000-8000-000000000001\","
                + "\"reference_type\":\"call\",\"reference_id\":\"ca000000-0000-4000-8000-0000000"
                + "00001\",\"language\":\"en-US\"}");
  }

  @Test
  void leavesOutWhatTheAuthorLeftOutOfASummary() {
    ai.start(new StartSummary(CUSTOMER, ACTIVEFLOW, FlowId.NONE, "", REFERENCE, ""));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.ai-manager.request: POST /v1/services/type/summary,"
                + " \"application/json\", 60 s {\"customer_id\":\"c0000000-0000-4000-8000-0000000"
                + "00001\",\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"on_end_flow_id\":\"00000000-0000-0000-0000-000000000000\","
                + "\"reference_id\":\"ca000000-0000-4000-8000-000000000001\"}");
  }

  @Test
  void takesAServiceThatWantsNothingDone() {
    rpc.answer("{\"type\":\"ai_summary\",\"push_actions\":null}");

    assertThat(ai.start(new StartTask(TEAM, ACTIVEFLOW)))
        .isEqualTo(new StartedService(ServiceId.NONE, "ai_summary", List.of()));
  }

  @Test
  void expectsAService() {
    rpc.assertUnexpected(
        () -> ai.start(new StartTask(TEAM, ACTIVEFLOW)),
        "[]",
        "\"text\"",
        "{\"id\":\"x\"}",
        "{\"type\":5}",
        "{\"push_actions\":{}}",
        "{\"push_actions\":[5]}");
  }
}
