package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.AddressJson;
import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.ConversationManager;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import io.flowmanager.domain.step.ConversationRequest.GetConversation;
import io.flowmanager.domain.step.ConversationRequest.SendToConversation;
import io.flowmanager.domain.step.Done;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Reply;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Source: bin-conversation-manager, /v1/conversations and /v1/messages. */
@Singleton
public final class RabbitConversationManager implements ConversationManager {
  static final String QUEUE = QueueNames.requestsOf("conversation-manager");
  static final Duration GET_TIMEOUT = Duration.ofSeconds(3);

  /** It answers when the message has left for the network that the conversation is on. */
  static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

  /** The fields of a conversation that customers may see. */
  private static final Set<String> PUBLIC_MEMBERS =
      Set.of(
          "id",
          "customer_id",
          "owner_type",
          "owner_id",
          "account_id",
          "name",
          "detail",
          "type",
          "dialog_id",
          "reference_type",
          "reference_id",
          "self",
          "peer",
          "tm_create",
          "tm_update",
          "tm_delete");

  private final Rpc rpc;

  @Inject
  public RabbitConversationManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public ConversationDetails conversation(GetConversation request) {
    return get(request.conversation().value())
        .read(conversation ->
            new ConversationDetails(
                AddressJson.read(conversation.object("self")),
                AddressJson.read(conversation.object("peer"))));
  }

  @Override
  public String describe(ReferenceId conversation) {
    return Answers.publicPart(get(conversation.value()), PUBLIC_MEMBERS);
  }

  private Reply get(UUID conversation) {
    return rpc.ask(
        PeerRequest.of(
            QUEUE,
            Method.GET,
            "/v1/conversations/" + conversation,
            "/v1/conversations/<conversation-id>"),
        GET_TIMEOUT);
  }

  @Override
  public Done send(SendToConversation request) {
    var body =
        new NewBody()
            .id("conversation_id", request.conversation().value())
            .textUnlessEmpty("text", request.text());
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/messages").withBody(body.json());
    return Answers.done(rpc.ask(post, SEND_TIMEOUT));
  }
}
