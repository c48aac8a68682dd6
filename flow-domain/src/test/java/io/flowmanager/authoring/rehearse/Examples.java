package io.flowmanager.authoring.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.AssistanceId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.id.ConfbridgeId;
import io.flowmanager.domain.id.ConferenceId;
import io.flowmanager.domain.id.ConversationId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.QueueId;
import io.flowmanager.domain.id.QueuecallId;
import io.flowmanager.domain.id.RecordingId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.id.ServiceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.step.StartedService;
import io.flowmanager.domain.variable.OfferedVariables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Examples of each id and value, the same in every test. The first digits of an id say what it is
 * of.
 */
public final class Examples {
  /** A Monday. */
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  public static final ActiveflowId ACTIVEFLOW = new ActiveflowId(uuid("acf10000"));
  public static final CustomerId CUSTOMER = new CustomerId(uuid("c0570000"));
  public static final CustomerId OTHER_CUSTOMER = new CustomerId(uuid("c0570001"));
  public static final FlowId FLOW = new FlowId(uuid("f1000000"));
  public static final FlowId OTHER_FLOW = new FlowId(uuid("f1000001"));
  public static final CallId CALL = new CallId(uuid("ca110000"));
  public static final CallId OTHER_CALL = new CallId(uuid("ca110001"));
  public static final ConversationId CONVERSATION = new ConversationId(uuid("c0460000"));
  public static final ReferenceId REFERENCE = new ReferenceId(uuid("4ef00000"));
  public static final AssistanceId AI = new AssistanceId(uuid("a1000000"));
  public static final AssistanceId TEAM = new AssistanceId(uuid("7ea00000"));
  public static final ConfbridgeId CONFBRIDGE = new ConfbridgeId(uuid("c0f00000"));
  public static final ConferenceId CONFERENCE = new ConferenceId(uuid("c0e00000"));
  public static final QueueId QUEUE = new QueueId(uuid("90e00000"));
  public static final QueuecallId QUEUECALL = new QueuecallId(uuid("90ec0000"));
  public static final RecordingId RECORDING = new RecordingId(uuid("4ec00000"));
  public static final RecordingId OTHER_RECORDING = new RecordingId(uuid("4ec00001"));
  public static final CaseId CASE = new CaseId(uuid("ca5e0000"));
  public static final ServiceId SERVICE = new ServiceId(uuid("5e400000"));

  public static final Address ALICE = Address.of("tel", "+15550001");
  public static final Address BOB = Address.of("tel", "+15550002");

  private Examples() {}

  private static UUID uuid(String kind) {
    return UUID.fromString(kind + "-0000-4000-8000-000000000000");
  }

  /** The id of action number so. */
  public static ActionId action(int number) {
    return new ActionId(new UUID(0xac00_0000_0000_4000L, 0x8000_0000_0000_0000L + number));
  }

  public static StackId stack(int number) {
    return new StackId(new UUID(0x57ac_0000_0000_4000L, 0x8000_0000_0000_0000L + number));
  }

  /** The id that is made as number so, 1 the first. */
  public static UUID newId(int number) {
    return new UUID(0x4e40_0000_0000_4000L, 0x8000_0000_0000_0000L + number);
  }

  /** {@link #newId} 1, 2, 3, … */
  public static Supplier<UUID> newIds() {
    var last = new AtomicLong();
    return () -> newId((int) last.incrementAndGet());
  }

  public static Action action(ActionId id, String type, Options options) {
    return Action.of(id, type, options);
  }

  /** Action 1, with options as an author writes them. */
  public static Action action(String type, String options) {
    return action(action(1), type, Json.options(options));
  }

  public static Action talk(ActionId id) {
    return action(id, "talk", Json.options("{'text': 'hello'}"));
  }

  public static Action block(ActionId id) {
    return action(id, "block", Options.NONE);
  }

  public static Action setting(ActionId id, String name, String value) {
    return action(id, "variable_set", Options.NONE.with("key", name).with("value", value));
  }

  public static Action goTo(ActionId id, ActionId target, int times) {
    return action(
        id, "goto", Options.NONE.with("target_id", target.toString()).with("loop_count", times));
  }

  /** An activeflow of these actions for a call, before the first of them. */
  public static Activeflow onCall(Action... actions) {
    return on(new Reference(ReferenceType.CALL, new ReferenceId(CALL.value())), actions);
  }

  public static Activeflow onConversation(Action... actions) {
    return on(
        new Reference(ReferenceType.CONVERSATION, new ReferenceId(CONVERSATION.value())), actions);
  }

  /** For something that is there, and is neither a call nor a conversation. */
  public static Activeflow onApi(Action... actions) {
    return on(new Reference(ReferenceType.API, REFERENCE), actions);
  }

  public static Activeflow onNothing(Action... actions) {
    return on(Reference.NONE, actions);
  }

  public static Activeflow on(Reference reference, Action... actions) {
    return Activeflow.start(
            ACTIVEFLOW,
            origin(reference),
            List.of(actions),
            Optional.empty(),
            OfferedVariables.NONE,
            NOON)
        .activeflow();
  }

  public static Origin origin(Reference reference) {
    return new Origin(
        CUSTOMER, FLOW, reference, ActiveflowId.NONE, FlowId.NONE, Webhook.NONE, 0, false);
  }

  /** The activeflow, with a variable. */
  public static Activeflow carrying(String name, String value, Activeflow activeflow) {
    return activeflow.with(activeflow.variables().setting(Map.of(name, value)));
  }

  public static Flow flow(FlowId id, CustomerId customer, Action... actions) {
    return new Flow(
        id,
        customer,
        Flow.TYPE_FLOW,
        Flow.Label.NONE,
        true,
        List.of(actions),
        Flow.Direct.NONE,
        FlowId.NONE,
        Flow.Legacy.NONE,
        Flow.Times.createdAt(NOON));
  }

  public static StartedService service(Action... actions) {
    return new StartedService(SERVICE, "service", List.of(actions));
  }

  /** An action of this type as callers send it, from the catalog's examples. */
  public static Action ofType(String type) {
    String file = "/io/flowmanager/domain/catalog/examples/%s.json".formatted(type);
    try (InputStream example = Examples.class.getResourceAsStream(file)) {
      String json = new String(requireNonNull(example, file).readAllBytes(), UTF_8);
      return new Options(Members.EMPTY.with("it", new Items(List.of(Json.value(json)))))
          .actions("it")
          .getFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The failure that asking a service comes to that is not there. */
  public static FlowException noAnswer() {
    return new FlowException(
        Reason.SERVICE_UNAVAILABLE, "Expected an answer within 3 s, but there was none");
  }
}
