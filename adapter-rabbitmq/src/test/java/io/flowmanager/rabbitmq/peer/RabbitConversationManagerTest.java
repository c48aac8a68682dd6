package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.CALLEE;
import static io.flowmanager.rabbitmq.peer.Examples.CALLER;
import static io.flowmanager.rabbitmq.peer.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.ConversationId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import io.flowmanager.domain.step.ConversationRequest.GetConversation;
import io.flowmanager.domain.step.ConversationRequest.SendToConversation;
import io.flowmanager.domain.step.Done;
import org.junit.jupiter.api.Test;

class RabbitConversationManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitConversationManager conversations = new RabbitConversationManager(rpc);

  private static final ConversationId CONVERSATION = new ConversationId(id("cc000000"));

  @Test
  void getsWhoTakesPartInAConversation() {
    rpc.answer(
        "{\"id\":\"cc000000-0000-4000-8000-000000000001\",\"self\":{\"type\":\"tel\","
            + "\"target\":\"+15550002\"},\"peer\":{\"type\":\"tel\","
            + "\"target\":\"+15550001\"}}");

    ConversationDetails conversation =
        conversations.conversation(new GetConversation(CONVERSATION));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.conversation-manager.request: GET /v1/conversations/cc000000-0000-"
                + "4000-8000-000000000001, \"\", 3 s");
    assertThat(rpc.resource()).isEqualTo("/v1/conversations/<conversation-id>");
    assertThat(conversation).isEqualTo(new ConversationDetails(CALLEE, CALLER));
  }

  @Test
  void takesPartiesThatAreAbsentOrNullForEmptyOnes() {
    rpc.answer("{\"self\":null}");

    assertThat(conversations.conversation(new GetConversation(CONVERSATION)))
        .isEqualTo(new ConversationDetails(Address.NONE, Address.NONE));
  }

  @Test
  void saysSomethingInAConversation() {
    rpc.answer("{\"id\":\"e0000000-0000-4000-8000-000000000001\"}");

    Done sent = conversations.send(new SendToConversation(CONVERSATION, "hi"));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.conversation-manager.request: POST /v1/messages,"
                + " \"application/json\", 30 s {\"conversation_id\":\"cc000000-0000-4000-8000-000"
                + "000000001\",\"text\":\"hi\"}");
    assertThat(sent).isEqualTo(Done.DONE);
  }

  @Test
  void leavesOutAnEmptyText() {
    conversations.send(new SendToConversation(CONVERSATION, ""));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.conversation-manager.request: POST /v1/messages,"
                + " \"application/json\", 30 s {\"conversation_id\":\"cc000000-0000-4000-8000-000"
                + "000000001\"}");
  }

  @Test
  void describesAConversationByWhatCustomersMaySee() {
    rpc.answer(
        "{\"id\":\"cc000000-0000-4000-8000-000000000001\",\"name\":\"chat\","
            + "\"secret\":\"x\",\"peer\":{\"type\":\"line\",\"target\":\"u1\"},"
            + "\"tm_delete\":null}");

    String description = conversations.describe(new ReferenceId(CONVERSATION.value()));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.conversation-manager.request: GET /v1/conversations/cc000000-0000-"
                + "4000-8000-000000000001, \"\", 3 s");
    assertThat(description)
        .isEqualTo(
            "{\"id\":\"cc000000-0000-4000-8000-000000000001\",\"name\":\"chat\","
                + "\"peer\":{\"type\":\"line\",\"target\":\"u1\"},\"tm_delete\":null}");
  }

  @Test
  void expectsAConversation() {
    rpc.assertUnexpected(
        () -> conversations.conversation(new GetConversation(CONVERSATION)),
        "[]",
        "{\"self\":5}",
        "{\"peer\":{\"target\":5}}");
    rpc.assertUnexpected(
        () -> conversations.send(new SendToConversation(CONVERSATION, "hi")), "[]", "5");
  }
}
