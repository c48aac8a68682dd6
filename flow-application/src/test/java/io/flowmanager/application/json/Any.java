package io.flowmanager.application.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.ActiveflowStatus;
import io.flowmanager.domain.activeflow.Cursor;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.activeflow.LastRequest;
import io.flowmanager.domain.activeflow.Note;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Progress;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.ServedRequests;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.activeflow.Stack.Return;
import io.flowmanager.domain.activeflow.Stacks;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.DirectId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.variable.Variables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Anything that can be written and has to come back as it was. */
public final class Any extends DomainContextBase {
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final int DEPTH_MAX = 3;

  @Provide
  Arbitrary<Value> values() {
    return values(DEPTH_MAX);
  }

  private static Arbitrary<Value> values(int depth) {
    Arbitrary<Value> scalars =
        Arbitraries.oneOf(
            texts().map(Text::new),
            numbers().map(Numeral::new),
            Arbitraries.of(true, false).map(Flag::new),
            Arbitraries.just(Nothing.NOTHING));
    return depth == 0
        ? scalars
        : Arbitraries.oneOf(
            scalars,
            values(depth - 1).list().ofMaxSize(3).map(Items::new),
            members(depth).map(Function.identity()));
  }

  private static Arbitrary<Members> members(int depth) {
    return Arbitraries.maps(texts(), values(depth - 1)).ofMaxSize(3).map(Members::new);
  }

  private static Arbitrary<Options> options() {
    return members(2).map(Options::new);
  }

  /** Whole pairs of surrogates only: halves are no text, and do not survive. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(20)
        .map(text -> new String(text.getBytes(UTF_8), UTF_8));
  }

  private static Arbitrary<BigDecimal> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(BigDecimal::valueOf),
        Combinators.combine(Arbitraries.bigIntegers(), Arbitraries.integers().between(-60, 60))
            .as(BigDecimal::new)
            .map(Numbers::plain));
  }

  private static <I> Arbitrary<I> ids(Function<UUID, I> kind) {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 3).map(number -> new UUID(0, number)),
            Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new))
        .map(kind);
  }

  private static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs().between(EARLIEST.getEpochSecond(), LATEST.getEpochSecond()),
            Arbitraries.integers().between(0, 999_999))
        .as((second, micros) -> Instant.ofEpochSecond(second).plus(micros, ChronoUnit.MICROS));
  }

  @Provide
  Arbitrary<Action> actions() {
    return Combinators.combine(
            ids(ActionId::new), ids(ActionId::new), texts(), options(), times().optional())
        .as(Action::new);
  }

  private Arbitrary<List<Action>> actionLists() {
    return actions().list().ofMaxSize(3);
  }

  @Provide
  Arbitrary<Flow> flows() {
    return Combinators.combine(
            ids(FlowId::new),
            ids(CustomerId::new),
            Combinators.combine(texts(), texts(), texts()).as(Named::new),
            actionLists(),
            Combinators.combine(ids(DirectId::new), texts()).as(Direct::new),
            ids(FlowId::new),
            Combinators.combine(Arbitraries.longs().greaterOrEqual(0), texts()).as(Legacy::new),
            Combinators.combine(times(), times().optional(), times().optional())
                .as(Flow.Times::new))
        .as((id, customer, named, actions, direct, onComplete, legacy, times) ->
            new Flow(
                id,
                customer,
                named.type(),
                new Label(named.name(), named.detail()),
                !actions.isEmpty(),
                actions,
                direct,
                onComplete,
                legacy,
                times));
  }

  private record Named(String type, String name, String detail) {}

  @Provide
  Arbitrary<Stacks> stacks() {
    return Combinators.combine(ids(StackId::new), actionLists(), returns().optional())
        .as(Stack::new)
        .list()
        .ofMaxSize(3)
        .map(Stacks::of);
  }

  private static Arbitrary<Return> returns() {
    return Combinators.combine(places(), Arbitraries.of(true, false)).as(Return::new);
  }

  private static Arbitrary<Place> places() {
    return Combinators.combine(
            ids(StackId::new).filter(stack -> !stack.isNone()), ids(ActionId::new))
        .as(Place::new);
  }

  private static Arbitrary<ServedRequests> servedRequests() {
    return ids(RequestId::new).list().ofMaxSize(ServedRequests.IDS_MAX).map(ServedRequests::new);
  }

  @Provide
  Arbitrary<Variables> variables() {
    return Arbitraries.maps(texts(), texts()).ofMaxSize(4).map(Variables::new);
  }

  @Provide
  Arbitrary<Activeflow> activeflows() {
    return Combinators.combine(
            ids(ActiveflowId::new),
            origins(),
            Arbitraries.of(ActiveflowStatus.values()),
            stacks(),
            Combinators.combine(ids(StackId::new), actions(), places().optional(), notes())
                .as(Cursor::new),
            Combinators.combine(
                    Arbitraries.integers().between(0, 20_000),
                    executed(),
                    lastRequests(),
                    servedRequests())
                .as(Progress::new),
            variables(),
            Combinators.combine(times(), times().optional(), times().optional())
                .as(Activeflow.Times::new))
        .as(Activeflow::new);
  }

  private static Arbitrary<Note> notes() {
    return Combinators.combine(texts().optional(), texts().optional()).as(Note::new);
  }

  private Arbitrary<List<Executed>> executed() {
    return Combinators.combine(actions(), times().optional(), notes())
        .as(Executed::new)
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<LastRequest> lastRequests() {
    return Combinators.combine(
            ids(ActionId::new),
            Arbitraries.integers().between(0, 10_000),
            ids(ProcessId::new).optional())
        .as((from, step, worker) ->
            new LastRequest(from, step, worker.isEmpty(), worker.orElse(ProcessId.NONE)));
  }

  private static Arbitrary<Origin> origins() {
    return Combinators.combine(
            originsWithoutDepth(), Arbitraries.integers().between(0, 9).optional())
        .as((origin, depth) ->
            new Origin(
                origin.customer(),
                origin.flow(),
                origin.reference(),
                origin.parent(),
                origin.onComplete(),
                origin.webhook(),
                origin.userId(),
                origin.legacy(),
                depth));
  }

  private static Arbitrary<Origin> originsWithoutDepth() {
    return Combinators.combine(
            ids(CustomerId::new),
            ids(FlowId::new),
            Combinators.combine(Arbitraries.of(ReferenceType.values()), ids(ReferenceId::new))
                .as(Reference::new),
            ids(ActiveflowId::new),
            ids(FlowId::new),
            Combinators.combine(texts(), texts()).as(Webhook::new),
            Arbitraries.longs().greaterOrEqual(0),
            Arbitraries.of(true, false))
        .as(Origin::new);
  }

  /** What others may send that is no JSON of ours: members of any kind under names that count. */
  @Provide
  Arbitrary<Map<String, Value>> strangers() {
    return Arbitraries.maps(
            Arbitraries.of(
                "id",
                "actions",
                "option",
                "tm_create",
                "stack_map",
                "format",
                "uri",
                "data",
                "status_code",
                "current_action",
                "user_id",
                "return_at",
                "variables"),
            values())
        .ofMaxSize(6);
  }
}
