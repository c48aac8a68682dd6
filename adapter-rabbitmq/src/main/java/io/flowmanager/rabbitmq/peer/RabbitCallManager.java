package io.flowmanager.rabbitmq.peer;

import io.flowmanager.application.json.AddressJson;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson;
import io.flowmanager.application.json.NewBody;
import io.flowmanager.application.port.CallManager;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.RecordingId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreateConfbridge;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.QueueNames;
import io.flowmanager.rabbitmq.outbound.PeerRequest;
import io.flowmanager.rabbitmq.outbound.Reply;
import io.flowmanager.rabbitmq.outbound.Rpc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Source: bin-call-manager, /v1/calls and /v1/confbridges. */
@Singleton
public final class RabbitCallManager implements CallManager {
  static final String QUEUE = QueueNames.requestsOf("call-manager");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** The fields of a call that customers may see. The rest names trunks, channels and hosts. */
  private static final Set<String> PUBLIC_MEMBERS =
      Set.of(
          "id",
          "customer_id",
          "owner_type",
          "owner_id",
          "flow_id",
          "activeflow_id",
          "type",
          "master_call_id",
          "chained_call_ids",
          "recording_id",
          "recording_ids",
          "groupcall_id",
          "source",
          "destination",
          "status",
          "action",
          "direction",
          "mute_direction",
          "hangup_by",
          "hangup_reason",
          "tm_progressing",
          "tm_ringing",
          "tm_hangup",
          "tm_create",
          "tm_update",
          "tm_delete");

  private final Rpc rpc;

  @Inject
  public RabbitCallManager(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public CallDetails call(GetCall request) {
    return get(request.call().value()).read(RabbitCallManager::details);
  }

  private static CallDetails details(Body call) {
    return new CallDetails(
        call.text("status"),
        call.text("direction"),
        AddressJson.read(call.object("source")),
        AddressJson.read(call.object("destination")),
        call.ids("recording_ids", RecordingId::new));
  }

  @Override
  public String describe(ReferenceId call) {
    return Answers.publicPart(get(call.value()), PUBLIC_MEMBERS);
  }

  private Reply get(UUID call) {
    return rpc.ask(
        PeerRequest.of(QUEUE, Method.GET, "/v1/calls/" + call, "/v1/calls/<call-id>"), TIMEOUT);
  }

  @Override
  public String digits(GetDigits request) {
    var get =
        PeerRequest.of(
                QUEUE,
                Method.GET,
                "/v1/calls/%s/digits".formatted(request.call()),
                "/v1/calls/<call-id>/digits")
            .withDataType(EnvelopeJson.JSON);
    return rpc.ask(get, TIMEOUT).read(answer -> answer.text("digits"));
  }

  @Override
  public void askForNextAction(ReferenceId call) {
    var post =
        PeerRequest.of(
                QUEUE,
                Method.POST,
                "/v1/calls/%s/action-next".formatted(call),
                "/v1/calls/<call-id>/action-next")
            .withBody(new NewBody().flagIfTrue("force", true).json());
    rpc.ask(post, TIMEOUT);
  }

  @Override
  public ConfbridgeId createConfbridge(CreateConfbridge request) {
    var body =
        new NewBody()
            .id("customer_id", request.customer().value())
            .id("activeflow_id", request.activeflow().value())
            .text("reference_type", "call")
            .id("reference_id", request.call().value())
            .text("type", "connect");
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/confbridges").withBody(body.json());
    return Answers.idOf(rpc.ask(post, TIMEOUT), ConfbridgeId::new);
  }

  @Override
  public CreatedCalls createCalls(CreateCalls request) {
    var body =
        new NewBody()
            .id("flow_id", request.flow().value())
            .id("customer_id", request.customer().value())
            .id("master_call_id", request.master().value())
            .address("source", request.source())
            .addressesUnlessEmpty("destinations", request.destinations())
            .flagIfTrue("early_execution", request.earlyExecution())
            .flagIfTrue("connect", request.connect())
            .textUnlessEmpty("anonymous", request.anonymous());
    var post = PeerRequest.of(QUEUE, Method.POST, "/v1/calls").withBody(body.json());
    Reply reply = rpc.ask(post, TIMEOUT);
    CreatedCalls created =
        reply.read(answer ->
            new CreatedCalls(callIds(answer.objects("calls")), answer.list("groupcalls").size()));
    if (created.calls().contains(CallId.NONE)) {
      throw Answers.lacking("an id for each call", reply);
    }
    return created;
  }

  private static List<CallId> callIds(List<Body> calls) {
    return calls.stream().map(call -> call.id("id", CallId::new)).toList();
  }
}
