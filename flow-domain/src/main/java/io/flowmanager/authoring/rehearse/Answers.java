package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.step.AiRequest;
import io.flowmanager.domain.step.CallRequest;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.ConferenceRequest;
import io.flowmanager.domain.step.ContactRequest;
import io.flowmanager.domain.step.ConversationRequest;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.EmailRequest;
import io.flowmanager.domain.step.FlowRequest;
import io.flowmanager.domain.step.HttpRequest;
import io.flowmanager.domain.step.MessageRequest;
import io.flowmanager.domain.step.QueueRequest;
import io.flowmanager.domain.step.ReferenceRequest;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.step.TranscribeRequest;
import io.flowmanager.domain.step.WebhookRequest;
import io.flowmanager.domain.variable.ReservedVariables;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the other services answer: what the script says, else what they do on a day without trouble:
 * they accept what is asked, start what is to be started, and bring no actions along.
 *
 * @param scripted for each kind of request what becomes of the first, the second, …; the last of
 *     them counts for all that follow
 * @param flows those that are stored
 */
record Answers(
    Map<Class<?>, List<Function<Request<?>, Object>>> scripted, Map<FlowId, Flow> flows) {
  static final Address CALLER = Address.of("tel", "+15550001");
  static final Address CALLED = Address.of("tel", "+15550002");

  Answers {
    requireNonNull(scripted, "scripted");
    requireNonNull(flows, "flows");
  }

  /**
   * @param times how many requests of this kind there were before
   * @throws FlowException what the service fails with
   */
  Object answer(Request<?> request, int times, Activeflow activeflow, Supplier<UUID> ids) {
    List<Function<Request<?>, Object>> script =
        scripted.getOrDefault(request.getClass(), List.of());
    return script.isEmpty()
        ? usual(request, activeflow, ids)
        : script.get(Math.min(times, script.size() - 1)).apply(request);
  }

  private Object usual(Request<?> request, Activeflow activeflow, Supplier<UUID> ids) {
    return switch (request) {
      case AiRequest.StartAicall start -> service("aicall", ids);
      case AiRequest.StartTask start -> service("aicall", ids);
      case AiRequest.StartSummary start -> service("ai_summary", ids);
      case CallRequest.GetCall get ->
          new CallDetails("progressing", "incoming", CALLER, CALLED, List.of());
      case CallRequest.GetDigits get ->
          activeflow.variables().valueOf(ReservedVariables.CALL_DIGITS);
      case CallRequest.CreateConfbridge create -> new ConfbridgeId(ids.get());
      case CallRequest.CreateCalls create ->
          new CreatedCalls(
              create.destinations().stream().map(to -> new CallId(ids.get())).toList(), 0);
      case ConferenceRequest.StartConferencecall start -> service("conferencecall", ids);
      case ContactRequest.CreateCase create -> new CaseId(ids.get());
      case ContactRequest.AddNote add -> Done.DONE;
      case ConversationRequest.GetConversation get -> new ConversationDetails(CALLED, CALLER);
      case ConversationRequest.SendToConversation send -> Done.DONE;
      case EmailRequest.SendEmail send -> Done.DONE;
      case FlowRequest.GetFlow get -> stored(get.flow());
      case FlowRequest.CreateTemporaryFlow create -> new FlowId(ids.get());
      case HttpRequest.FetchActions fetch -> List.of();
      case MessageRequest.SendMessage send -> Done.DONE;
      case QueueRequest.StartQueuecall start -> service("queuecall", ids);
      case QueueRequest.MarkQueuecallWaiting mark -> Done.DONE;
      case ReferenceRequest.DescribeReference describe -> "";
      case TranscribeRequest.StartTranscribe start -> Done.DONE;
      case WebhookRequest.SendWebhook send -> Done.DONE;
    };
  }

  private static StartedService service(String type, Supplier<UUID> ids) {
    return new StartedService(new ServiceId(ids.get()), type, List.of());
  }

  private Flow stored(FlowId id) {
    Flow flow = flows.get(id);
    if (flow == null) {
      throw new FlowException(
          Reason.FLOW_NOT_FOUND, "Expected flow %s, but there is none".formatted(id));
    }
    return flow;
  }
}
