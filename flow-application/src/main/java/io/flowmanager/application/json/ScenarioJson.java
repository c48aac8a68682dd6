package io.flowmanager.application.json;

import static java.util.stream.Collectors.joining;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.RecordingId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.rehearsal.Act;
import io.flowmanager.domain.rehearsal.End;
import io.flowmanager.domain.rehearsal.Exchange;
import io.flowmanager.domain.rehearsal.Expectation;
import io.flowmanager.domain.rehearsal.Rehearsal;
import io.flowmanager.domain.rehearsal.Scenario;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rehearsals of a flow with what is expected of them: a list of
 *
 * <pre>{@code
 * {"name": "dials 2 at last",
 *  "runs_for": "call",
 *  "starts": "2026-11-23T12:00:00Z",
 *  "variables": {"team": "sales"},
 *  "caller": [{"dials": "9"}, {"says_nothing": true}, {"dials": "2"}, {"hangs_up": true}],
 *  "hangs_up_during": "…", "hangs_up_after": 4000,
 *  "services": {"create_calls": {"fails": "NO_CALL_CREATED"},
 *               "get_call": [{"times_out": true}, {"answers": {"status": "progressing"}}]},
 *  "expect": {"path": ["answer", "talk"], "variables": {"team": ""}, "end": "hung_up",
 *             "failure": "INVALID_OPTION", "heard": ["Hello."], "asked": ["create_calls"]}}
 * }</pre>
 *
 * <p>Everything but name and expect may be left out. Unlike elsewhere, what is not known is
 * refused: a misspelt expectation would be one that always comes true.
 */
public final class ScenarioJson {
  private static final Map<String, Peer<?, ?>> PEERS = peers();

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

  /** What becomes of a request. */
  private sealed interface Outcome {
    record Answers(Body body) implements Outcome {}

    record Fails(Reason reason) implements Outcome {}

    record TimesOut() implements Outcome {}
  }

  private ScenarioJson() {}

  /**
   * The scenarios in a text that a person wrote.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static List<Scenario> readAll(Json json) {
    List<Value> items = Body.listOf("scenarios", ValueJson.read(json));
    var scenarios = new ArrayList<Scenario>(items.size());
    for (int index = 0; index < items.size(); index++) {
      scenarios.add(read(Body.item("scenarios", index), items.get(index)));
    }
    return List.copyOf(scenarios);
  }

  /**
   * A flow as its author writes it: an object with {@code actions}, or just their list. Actions
   * without an id get one.
   *
   * @throws FlowException INVALID_REQUEST, or what is wrong with an action
   */
  public static Flow readFlow(Json json) {
    Value value = ValueJson.read(json);
    List<Action> actions =
        value instanceof Items ? ActionJson.readAll(value) : Body.of(value).actions("actions");
    return Rehearsal.of(actions).flow();
  }

  private static Scenario read(String path, Value value) {
    Body body = strict(path, value, SCENARIO);
    String name = body.text("name");
    if (name.isEmpty()) {
      throw JsonReader.invalid("Expected %s.name, but there is none".formatted(path));
    }
    UnaryOperator<Rehearsal> script = script(path, body);
    return new Scenario(name, script, expectation(path + ".expect", value(body, "expect")));
  }

  private static final Set<String> SCENARIO =
      names(
          "name",
          "runs_for",
          "starts",
          "variables",
          "caller",
          "hangs_up_during",
          "hangs_up_after",
          "services",
          "expect");

  private static UnaryOperator<Rehearsal> script(String path, Body body) {
    var script = new ArrayList<UnaryOperator<Rehearsal>>();
    if (body.has("runs_for")) {
      ReferenceType type = ReferenceType.of(body.text("runs_for"));
      script.add(rehearsal -> rehearsal.on(type));
    }
    body.time("starts").ifPresent(time -> script.add(rehearsal -> rehearsal.at(time)));
    body.texts("variables")
        .forEach((name, text) -> script.add(rehearsal -> rehearsal.with(name, text)));
    List<Value> acts = body.list("caller");
    for (int index = 0; index < acts.size(); index++) {
      Act act = act(path + '.' + Body.item("caller", index), acts.get(index));
      script.add(rehearsal -> rehearsal.acting(act));
    }
    if (body.has("hangs_up_during")) {
      ActionId during = body.id("hangs_up_during", ActionId::new);
      script.add(rehearsal -> rehearsal.hangsUpDuring(during));
    }
    if (body.has("hangs_up_after")) {
      Duration patience = Duration.ofMillis(body.integer("hangs_up_after"));
      script.add(rehearsal -> rehearsal.hangsUpAfter(patience));
    }
    services(path + ".services", value(body, "services"), script);
    return rehearsal -> {
      Rehearsal all = rehearsal;
      for (UnaryOperator<Rehearsal> line : script) {
        all = line.apply(all);
      }
      return all;
    };
  }

  private static Act act(String path, Value value) {
    Body act = strict(path, value, names("dials", "says_nothing", "hangs_up", "continues"));
    if (act.members().values().size() != 1) {
      throw JsonReader.invalid("Expected %s to have one member, but it has not".formatted(path));
    }
    try {
      return act.has("dials")
          ? new Act.Dials(act.text("dials"))
          : act.flag("says_nothing")
              ? new Act.SaysNothing()
              : act.flag("hangs_up")
                  ? new Act.HangsUp()
                  : act.flag("continues") ? new Act.Continues() : nothing(path);
    } catch (IllegalArgumentException noDigits) {
      throw JsonReader.invalid(
          "Expected %s.dials to be digits, each one of 0 to 9, A to D, # and *, but it is not"
              .formatted(path));
    }
  }

  private static Act nothing(String path) {
    throw JsonReader.invalid("Expected %s to be something, but it is false".formatted(path));
  }

  private static void services(String path, Value value, List<UnaryOperator<Rehearsal>> script) {
    Body services = strict(path, value, PEERS.keySet());
    services
        .members()
        .values()
        .forEach((name, outcomes) -> {
          Peer<?, ?> peer = PEERS.get(name);
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

  private static Expectation expectation(String path, Value value) {
    Body body = strict(path, value, names("path", "variables", "end", "failure", "heard", "asked"));
    Expectation expectation = Expectation.NONE.withVariables(body.texts("variables"));
    if (body.has("path")) {
      expectation = expectation.withPath(texts(path + ".path", body.list("path")));
    }
    if (body.has("end")) {
      expectation =
          expectation.withEnd(oneOf(path + ".end", body.text("end"), End.values(), End::word));
    }
    if (body.has("failure")) {
      expectation = expectation.withFailure(body.text("failure"));
    }
    if (body.has("heard")) {
      expectation = expectation.withHeard(texts(path + ".heard", body.list("heard")));
    }
    if (body.has("asked")) {
      List<String> asked = texts(path + ".asked", body.list("asked"));
      asked.forEach(name -> requireKnown(path + ".asked", name, PEERS.keySet()));
      expectation = expectation.withAsked(asked);
    }
    if (expectation.isEmpty()) {
      throw JsonReader.invalid("Expected %s to expect something, but it does not".formatted(path));
    }
    return expectation;
  }

  private static Set<String> names(String... names) {
    return new TreeSet<>(Arrays.asList(names));
  }

  /** The object, which may have these members and no others. */
  private static Body strict(String path, Value value, Set<String> known) {
    Body body = Body.of(path, value);
    body.members().values().keySet().forEach(name -> requireKnown(path, name, known));
    return body;
  }

  private static void requireKnown(String path, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw JsonReader.invalid(
          "Expected in %s only %s, but there is \"%s\""
              .formatted(path, known.stream().sorted().collect(joining(", ")), name));
    }
  }

  private static <T> T oneOf(String path, String word, T[] values, Function<T, String> name) {
    return Stream.of(values)
        .filter(value -> name.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() ->
            JsonReader.invalid(
                "Expected %s to be one of %s, but it is \"%s\""
                    .formatted(path, Stream.of(values).map(name).collect(joining(", ")), word)));
  }

  private static Value value(Body body, String name) {
    return body.members().values().getOrDefault(name, Value.Nothing.NOTHING);
  }

  private static List<String> texts(String path, List<Value> values) {
    return values.stream()
        .map(value -> {
          if (value instanceof Text text) {
            return text.value();
          }
          throw JsonReader.invalid(
              "Expected %s to be a list of texts, but there is %s".formatted(path, value.kind()));
        })
        .toList();
  }

  private static Map<String, Peer<?, ?>> peers() {
    return Stream.<Peer<?, ?>>of(
            new Peer<>(StartAicall.class, ScenarioJson::service),
            new Peer<>(StartTask.class, ScenarioJson::service),
            new Peer<>(StartSummary.class, ScenarioJson::service),
            new Peer<>(GetCall.class, ScenarioJson::call),
            new Peer<>(GetDigits.class, body -> body.text("answers")),
            new Peer<>(CreateConfbridge.class, body -> body.id("answers", ConfbridgeId::new)),
            new Peer<>(CreateCalls.class, ScenarioJson::calls),
            new Peer<>(StartConferencecall.class, ScenarioJson::service),
            new Peer<>(CreateCase.class, body -> body.id("answers", CaseId::new)),
            new Peer<>(AddNote.class, ScenarioJson::done),
            new Peer<>(GetConversation.class, ScenarioJson::conversation),
            new Peer<>(SendToConversation.class, ScenarioJson::done),
            new Peer<>(SendEmail.class, ScenarioJson::done),
            new Peer<>(GetFlow.class, ScenarioJson::flow),
            new Peer<>(CreateTemporaryFlow.class, body -> body.id("answers", FlowId::new)),
            new Peer<>(FetchActions.class, body -> body.actions("answers")),
            new Peer<>(SendMessage.class, ScenarioJson::done),
            new Peer<>(StartQueuecall.class, ScenarioJson::service),
            new Peer<>(MarkQueuecallWaiting.class, ScenarioJson::done),
            new Peer<>(DescribeReference.class, body -> body.text("answers")),
            new Peer<>(StartTranscribe.class, ScenarioJson::done),
            new Peer<>(SendWebhook.class, ScenarioJson::done))
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
