package io.flowmanager.application.activeflow;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.flow.CreateFlow;
import io.flowmanager.application.flow.CreateFlow.NewFlow;
import io.flowmanager.application.flow.Flows;
import io.flowmanager.application.port.ActionSource;
import io.flowmanager.application.port.AiManager;
import io.flowmanager.application.port.CallManager;
import io.flowmanager.application.port.ConferenceManager;
import io.flowmanager.application.port.ContactManager;
import io.flowmanager.application.port.ConversationManager;
import io.flowmanager.application.port.EmailManager;
import io.flowmanager.application.port.MessageManager;
import io.flowmanager.application.port.QueueManager;
import io.flowmanager.application.port.TranscribeManager;
import io.flowmanager.application.port.WebhookManager;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.step.AiRequest.StartAicall;
import io.flowmanager.domain.step.AiRequest.StartSummary;
import io.flowmanager.domain.step.AiRequest.StartTask;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreateConfbridge;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import io.flowmanager.domain.step.ConferenceRequest.StartConferencecall;
import io.flowmanager.domain.step.ContactRequest.AddNote;
import io.flowmanager.domain.step.ContactRequest.CreateCase;
import io.flowmanager.domain.step.ConversationRequest.GetConversation;
import io.flowmanager.domain.step.ConversationRequest.SendToConversation;
import io.flowmanager.domain.step.EmailRequest.SendEmail;
import io.flowmanager.domain.step.FlowRequest.CreateTemporaryFlow;
import io.flowmanager.domain.step.FlowRequest.GetFlow;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import io.flowmanager.domain.step.MessageRequest.SendMessage;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.ReferenceRequest.DescribeReference;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.step.TranscribeRequest.StartTranscribe;
import io.flowmanager.domain.step.WebhookRequest.SendWebhook;
import jakarta.inject.Inject;

/**
 * Puts each request through to whoever answers it: the list of everything that actions cause
 * elsewhere.
 */
public final class Switchboard {
  private final Flows flows;
  private final CreateFlow createFlow;
  private final Peers peers;

  @Inject
  public Switchboard(Flows flows, CreateFlow createFlow, Peers peers) {
    this.flows = flows;
    this.createFlow = createFlow;
    this.peers = peers;
  }

  /** The services that actions need. */
  public record Peers(
      CallManager calls,
      AiManager ai,
      ConferenceManager conferences,
      QueueManager queues,
      TranscribeManager transcribes,
      MessageManager messages,
      EmailManager emails,
      ConversationManager conversations,
      ContactManager contacts,
      WebhookManager webhooks,
      ActionSource actions) {
    @Inject
    public Peers {}
  }

  /**
   * The answer. Waits as long as the one who answers may take.
   *
   * @throws FlowException SERVICE_UNAVAILABLE, STORE_UNAVAILABLE, or what the service says
   */
  @SuppressWarnings("unchecked") // each arm gives what its request's type says
  public <R> R putThrough(Request<R> request) {
    return (R) answer(request);
  }

  private Object answer(Request<?> request) {
    return switch (request) {
      case GetFlow get -> flows.getUsable(get.flow());
      case CreateTemporaryFlow create -> createTemporary(create);
      case DescribeReference describe -> describe(describe.reference());
      case GetCall get -> peers.calls().call(get);
      case GetDigits get -> peers.calls().digits(get);
      case CreateConfbridge create -> peers.calls().createConfbridge(create);
      case CreateCalls create -> peers.calls().createCalls(create);
      case StartAicall start -> peers.ai().start(start);
      case StartTask start -> peers.ai().start(start);
      case StartSummary start -> peers.ai().start(start);
      case StartConferencecall start -> peers.conferences().start(start);
      case StartQueuecall start -> peers.queues().start(start);
      case MarkQueuecallWaiting mark -> peers.queues().markWaiting(mark);
      case StartTranscribe start -> peers.transcribes().start(start);
      case SendMessage send -> peers.messages().send(send);
      case SendEmail send -> peers.emails().send(send);
      case GetConversation get -> peers.conversations().conversation(get);
      case SendToConversation send -> peers.conversations().send(send);
      case CreateCase create -> peers.contacts().createCase(create);
      case AddNote add -> peers.contacts().addNote(add);
      case SendWebhook send -> peers.webhooks().send(send);
      case FetchActions fetch -> peers.actions().fetch(fetch);
    };
  }

  private FlowId createTemporary(CreateTemporaryFlow create) {
    var wanted =
        new NewFlow(
            create.customer(),
            Flow.TYPE_FLOW,
            create.label(),
            create.actions(),
            FlowId.NONE,
            false,
            Legacy.NONE);
    return createFlow.create(wanted, Arrival.ONCE).id();
  }

  private String describe(Reference reference) {
    return switch (reference.type()) {
      case CALL -> peers.calls().describe(reference.id());
      case CONVERSATION -> peers.conversations().describe(reference.id());
      case NONE, AI, API, CAMPAIGN, RECORDING, TRANSCRIBE, WEBCHAT -> "";
    };
  }
}
