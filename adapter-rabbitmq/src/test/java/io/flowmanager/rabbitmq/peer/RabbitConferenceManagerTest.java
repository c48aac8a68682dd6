package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.ACTIVEFLOW;
import static io.flowmanager.rabbitmq.peer.Examples.CALL;
import static io.flowmanager.rabbitmq.peer.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ConferenceId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.ConferenceRequest.StartConferencecall;
import io.flowmanager.domain.step.StartedService;
import java.util.List;
import org.junit.jupiter.api.Test;

class RabbitConferenceManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitConferenceManager conferences = new RabbitConferenceManager(rpc);

  private static final StartConferencecall START =
      new StartConferencecall(new ConferenceId(id("cf000000")), ACTIVEFLOW, CALL);

  @Test
  void startsAConferencecall() {
    rpc.answer(
        "{\"id\":\"5e000000-0000-4000-8000-000000000001\",\"type\":\"conferencecall\","
            + "\"push_actions\":[{\"id\":\"a0000000-0000-4000-8000-000000000001\","
            + "\"type\":\"block\"}]}");

    StartedService conferencecall = conferences.start(START);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.conference-manager.request: POST /v1/services/type/conferencecall,"
                + " \"application/json\", 3 s {\"activeflow_id\":\"af000000-0000-4000-8000-000000"
                + "000001\",\"conference_id\":\"cf000000-0000-4000-8000-000000000001\","
                + "\"reference_type\":\"call\",\"reference_id\":\"ca000000-0000-4000-8000-0000000"
                + "00001\"}");
    assertThat(conferencecall)
        .isEqualTo(
            new StartedService(
                new ServiceId(id("5e000000")),
                "conferencecall",
                List.of(Action.of(new ActionId(id("a0000000")), "block", Options.NONE))));
  }

  @Test
  void expectsAService() {
    rpc.assertUnexpected(() -> conferences.start(START), "[]", "{\"push_actions\":5}");
  }
}
