package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.CALLEE;
import static io.flowmanager.rabbitmq.peer.Examples.CALLER;
import static io.flowmanager.rabbitmq.peer.Examples.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.MessageRequest.SendMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RabbitMessageManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitMessageManager messages = new RabbitMessageManager(rpc);

  private static final SendMessage EMPTY =
      new SendMessage(CUSTOMER, Optional.empty(), List.of(), "");

  @Test
  void sendsAMessage() {
    rpc.answer("{\"id\":\"e0000000-0000-4000-8000-000000000001\"}");

    Done sent =
        messages.send(
            new SendMessage(CUSTOMER, Optional.of(CALLER), List.of(CALLEE), "caf\u00e9 \"5\""));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.message-manager.request: POST /v1/messages, \"application/json\","
                + " 3 s {\"id\":\"00000000-0000-0000-0000-000000000000\","
                + "\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"source\":{\"type\":\"tel\",\"target\":\"+15550001\"},"
                + "\"destinations\":[{\"type\":\"tel\",\"target\":\"+15550002\"}],"
                + "\"text\":\"café \\\"5\\\"\"}");
    assertThat(sent).isEqualTo(Done.DONE);
  }

  @Test
  void sendsNullForWhatTheAuthorLeftOut() {
    messages.send(EMPTY);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.message-manager.request: POST /v1/messages, \"application/json\","
                + " 3 s {\"id\":\"00000000-0000-0000-0000-000000000000\","
                + "\"customer_id\":\"c0000000-0000-4000-8000-000000000001\",\"source\":null,"
                + "\"destinations\":null,\"text\":\"\"}");
  }

  @Test
  void tellsNoSourceFromAnEmptyOne() {
    messages.send(new SendMessage(CUSTOMER, Optional.of(Address.NONE), List.of(), ""));

    assertThat(rpc.asked()).contains("\"source\":{}");
  }

  @Test
  void expectsAMessage() {
    rpc.assertUnexpected(() -> messages.send(EMPTY), "[]", "\"text\"");
  }
}
