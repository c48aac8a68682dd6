package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.ACTIVEFLOW;
import static io.flowmanager.rabbitmq.peer.Examples.CALL;
import static io.flowmanager.rabbitmq.peer.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.QueueId;
import io.flowmanager.domain.id.QueuecallId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.StartedService;
import java.util.List;
import org.junit.jupiter.api.Test;

class RabbitQueueManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitQueueManager queues = new RabbitQueueManager(rpc);

  private static final StartQueuecall START =
      new StartQueuecall(new QueueId(id("40000000")), ACTIVEFLOW, CALL);
  private static final MarkQueuecallWaiting MARK =
      new MarkQueuecallWaiting(new QueuecallId(id("5e000000")));

  @Test
  void startsAQueuecall() {
    rpc.answer(
        "{\"id\":\"5e000000-0000-4000-8000-000000000001\",\"type\":\"queuecall\","
            + "\"push_actions\":[{\"id\":\"a0000000-0000-4000-8000-000000000001\","
            + "\"type\":\"block\"}]}");

    StartedService queuecall = queues.start(START);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.queue-manager.request: POST /v1/services/type/queuecall,"
                + " \"application/json\", 3 s {\"queue_id\":\"40000000-0000-4000-8000-00000000000"
                + "1\",\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"reference_type\":\"call\",\"reference_id\":\"ca000000-0000-4000-8000-0000000"
                + "00001\"}");
    assertThat(queuecall)
        .isEqualTo(
            new StartedService(
                new ServiceId(id("5e000000")),
                "queuecall",
                List.of(Action.of(new ActionId(id("a0000000")), "block", Options.NONE))));
  }

  @Test
  void marksAQueuecallAsWaiting() {
    rpc.answer("{\"status\":\"waiting\"}");

    Done marked = queues.markWaiting(MARK);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.queue-manager.request: POST /v1/queuecalls/5e000000-0000-4000-8000"
                + "-000000000001/status_waiting, \"\", 3 s");
    assertThat(rpc.resource()).isEqualTo("/v1/queuecalls/<queuecall-id>/status_waiting");
    assertThat(marked).isEqualTo(Done.DONE);
  }

  @Test
  void expectsAQueuecallThatCanBeMarked() {
    rpc.assertUnexpected(() -> queues.start(START), "[]", "{}", "{\"type\":\"queuecall\"}");
    rpc.assertUnexpected(() -> queues.markWaiting(MARK), "[]", "5", "\"waiting\"");
  }
}
