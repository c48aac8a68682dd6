package io.flowmanager.authoring.explore;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.AiRequest.StartAicall;
import io.flowmanager.domain.step.AiRequest.StartSummary;
import io.flowmanager.domain.step.AiRequest.StartTask;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreateConfbridge;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import io.flowmanager.domain.step.ConferenceRequest.StartConferencecall;
import io.flowmanager.domain.step.ContactRequest.AddNote;
import io.flowmanager.domain.step.ContactRequest.CreateCase;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import io.flowmanager.domain.step.ConversationRequest.GetConversation;
import io.flowmanager.domain.step.ConversationRequest.SendToConversation;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.EmailRequest.SendEmail;
import io.flowmanager.domain.step.FlowRequest.CreateTemporaryFlow;
import io.flowmanager.domain.step.FlowRequest.GetFlow;
import io.flowmanager.domain.step.HttpRequest.FetchActions;
import io.flowmanager.domain.step.MessageRequest.SendMessage;
import io.flowmanager.domain.step.QueueRequest.MarkQueuecallWaiting;
import io.flowmanager.domain.step.QueueRequest.StartQueuecall;
import io.flowmanager.domain.step.ReferenceRequest.DescribeReference;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.step.TranscribeRequest.StartTranscribe;
import io.flowmanager.domain.step.WebhookRequest.SendWebhook;
import io.flowmanager.domain.variable.ReservedVariables;
import java.util.List;
import java.util.UUID;

/** What asking another service may come to. */
sealed interface Outcome {

  /** What it usually answers. */
  record Answered(Object answer) implements Outcome {}

  /** It is not there. */
  record Failed(FlowException failure) implements Outcome {}

  /** The usual one first. */
  static List<Outcome> of(Request<?> request, Situation situation) {
    var failure =
        new FlowException(
            Reason.SERVICE_UNAVAILABLE,
            "Expected an answer to %s, but there is none".formatted(nameOf(request)));
    return List.of(new Answered(answer(request, situation)), new Failed(failure));
  }

  /** What it is called where it has no answer. */
  static String nameOf(Request<?> request) {
    return request.getClass().getSimpleName();
  }

  private static Object answer(Request<?> request, Situation situation) {
    return switch (request) {
      case GetFlow get -> empty(get.flow(), situation);
      case CreateTemporaryFlow create -> new FlowId(id(1));
      case DescribeReference describe -> "{}";
      case GetCall get -> call(situation);
      case GetDigits get ->
          situation.activeflow().variables().valueOf(ReservedVariables.CALL_DIGITS);
      case CreateConfbridge create -> new ConfbridgeId(id(2));
      case CreateCalls create -> new CreatedCalls(List.of(new CallId(id(3))), 0);
      case StartAicall start ->
          start.reference().type() == ReferenceType.CALL
              ? service("confbridge_join")
              : service("block");
      case StartTask start -> service("block");
      case StartSummary start -> new StartedService(ServiceId.NONE, "ai_summary", List.of());
      case StartConferencecall start -> service("confbridge_join");
      case StartQueuecall start -> service("confbridge_join");
      case MarkQueuecallWaiting mark -> Done.DONE;
      case StartTranscribe start -> Done.DONE;
      case SendMessage send -> Done.DONE;
      case SendEmail send -> Done.DONE;
      case GetConversation get -> new ConversationDetails(Address.NONE, Address.NONE);
      case SendToConversation send -> Done.DONE;
      case CreateCase create -> new CaseId(id(4));
      case AddNote add -> Done.DONE;
      case SendWebhook send -> Done.DONE;
      case FetchActions fetch -> List.<Action>of();
    };
  }

  /** A flow of others that does nothing: what it would do is not known here. */
  private static Flow empty(FlowId flow, Situation situation) {
    return new Flow(
        flow,
        situation.activeflow().origin().customer(),
        Flow.TYPE_FLOW,
        Flow.Label.NONE,
        true,
        List.of(),
        Flow.Direct.NONE,
        FlowId.NONE,
        Flow.Legacy.NONE,
        Flow.Times.createdAt(situation.now()));
  }

  private static CallDetails call(Situation situation) {
    return new CallDetails(
        situation.taken() ? "progressing" : "ringing",
        "incoming",
        Address.of("tel", "+15550001"),
        Address.of("tel", "+15550002"),
        List.of());
  }

  private static StartedService service(String type) {
    return new StartedService(ServiceId.NONE, "service", List.of(Action.of(type, Options.NONE)));
  }

  private static UUID id(int number) {
    return new UUID(0xE0_0000_0000_4000L, 0x8000_0000_0000_0000L + number);
  }
}
