package io.flowmanager.application.json;

import static io.flowmanager.application.json.ScenarioJson.names;
import static io.flowmanager.application.json.ScenarioJson.oneOf;
import static io.flowmanager.application.json.ScenarioJson.strict;
import static io.flowmanager.application.json.ScenarioJson.value;
import static java.util.Objects.requireNonNull;

import io.flowmanager.authoring.rehearse.Exchange;
import io.flowmanager.authoring.rehearse.Rehearsal;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.RecordingId;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The services' answers in a scenario, for each kind of request that there is. */
final class ScenarioServices {
  private static final Map<String, Peer<?, ?>> PEERS = peers();

  /** Of all kinds of requests, as scenarios write them. */
  static final Set<String> NAMES = PEERS.keySet();

  /** A kind of request, and how its answer is read. */
  private record Peer<Q extends Request<R>, R>(Class<Q> request, Function<Body, R> answer) {
    Rehearsal script(Rehearsal rehearsal, Outcome outcome) {
      return switch (outcome) {
        case Outcome.Answers answers -> rehearsal.answering(request, answer.apply(answers.body()));
        case Outcome.Fails fails -> rehearsal.failing(request, fails.reason());
        case Outcome.TimesOut silence -> rehearsal.timingOut(request);
      };
    }
  }

  /** The fate of a request. */
  private sealed interface Outcome {
    record Answers(Body body) implements Outcome {}

    record Fails(Reason reason) implements Outcome {}

    record TimesOut() implements Outcome {}
  }

  private ScenarioServices() {}

  static void read(String path, Value value, List<UnaryOperator<Rehearsal>> script) {
    Body services = strict(path, value, NAMES);
    services
        .members()
        .values()
        .forEach((name, outcomes) -> {
          Peer<?, ?> peer = requireNonNull(PEERS.get(name), name);
          String at = path + '.' + name;
          List<Value> each = outcomes instanceof Items items ? items.values() : List.of(outcomes);
          for (Value outcome : each) {
            script.add(line(at, peer, outcome(at, outcome)));
          }
        });
  }

  /** Tried out at once, so that an answer that can't be read is found now. */
  private static UnaryOperator<Rehearsal> line(String at, Peer<?, ?> peer, Outcome outcome) {
    try {
      peer.script(Rehearsal.of(List.of()), outcome);
    } catch (IllegalArgumentException ourOwnTrouble) {
      throw JsonReader.invalid(
          "Expected %s.fails to be a reason that another service can fail for, but it is not"
              .formatted(at));
    }
    return rehearsal -> peer.script(rehearsal, outcome);
  }

  private static Outcome outcome(String path, Value value) {
    Body body = strict(path, value, names("answers", "fails", "times_out"));
    if (body.members().values().size() != 1) {
      throw JsonReader.invalid(
          "Expected %s to have one of answers, fails, times_out, but it has not".formatted(path));
    }
    if (body.has("fails")) {
      return new Outcome.Fails(
          oneOf(path + ".fails", body.text("fails"), Reason.values(), Reason::name));
    }
    return body.flag("times_out")
        ? new Outcome.TimesOut()
        : new Outcome.Answers(Body.of(Members.EMPTY.with("answers", value(body, "answers"))));
  }

  private static Map<String, Peer<?, ?>> peers() {
    return Stream.<Peer<?, ?>>of(
            new Peer<>(StartAicall.class, ScenarioServices::service),
            new Peer<>(StartTask.class, ScenarioServices::service),
            new Peer<>(StartSummary.class, ScenarioServices::service),
            new Peer<>(GetCall.class, ScenarioServices::call),
            new Peer<>(GetDigits.class, body -> body.text("answers")),
            new Peer<>(CreateConfbridge.class, body -> body.id("answers", ConfbridgeId::new)),
            new Peer<>(CreateCalls.class, ScenarioServices::calls),
            new Peer<>(StartConferencecall.class, ScenarioServices::service),
            new Peer<>(CreateCase.class, body -> body.id("answers", CaseId::new)),
            new Peer<>(AddNote.class, ScenarioServices::done),
            new Peer<>(GetConversation.class, ScenarioServices::conversation),
            new Peer<>(SendToConversation.class, ScenarioServices::done),
            new Peer<>(SendEmail.class, ScenarioServices::done),
            new Peer<>(GetFlow.class, ScenarioServices::flow),
            new Peer<>(CreateTemporaryFlow.class, body -> body.id("answers", FlowId::new)),
            new Peer<>(FetchActions.class, body -> body.actions("answers")),
            new Peer<>(SendMessage.class, ScenarioServices::done),
            new Peer<>(StartQueuecall.class, ScenarioServices::service),
            new Peer<>(MarkQueuecallWaiting.class, ScenarioServices::done),
            new Peer<>(DescribeReference.class, body -> body.text("answers")),
            new Peer<>(StartTranscribe.class, ScenarioServices::done),
            new Peer<>(SendWebhook.class, ScenarioServices::done))
        .collect(
            LinkedHashMap::new,
            (peers, peer) -> peers.put(Exchange.nameOf(peer.request()), peer),
            Map::putAll);
  }

  private static Done done(Body body) {
    return Done.DONE;
  }

  private static Body answer(Body body, String... members) {
    return strict("answers", value(body, "answers"), names(members));
  }

  private static StartedService service(Body body) {
    Body service = answer(body, "id", "type", "actions");
    return new StartedService(
        service.id("id", ServiceId::new), service.text("type"), service.actions("actions"));
  }

  private static CallDetails call(Body body) {
    Body call = answer(body, "status", "direction", "source", "destination", "recordings");
    return new CallDetails(
        call.text("status"),
        call.text("direction"),
        address(call, "source"),
        address(call, "destination"),
        call.ids("recordings", RecordingId::new));
  }

  private static Address address(Body body, String name) {
    return AddressJson.read(body.object(name));
  }

  private static CreatedCalls calls(Body body) {
    Body calls = answer(body, "calls", "groupcalls");
    return new CreatedCalls(calls.ids("calls", CallId::new), (int) calls.integer("groupcalls"));
  }

  private static ConversationDetails conversation(Body body) {
    Body conversation = answer(body, "self", "peer");
    return new ConversationDetails(address(conversation, "self"), address(conversation, "peer"));
  }

  /** Of the customer whose flow is rehearsed. */
  private static Flow flow(Body body) {
    return Rehearsal.of(answer(body, "actions").actions("actions")).flow();
  }
}
