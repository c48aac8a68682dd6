package io.flowmanager.application.port;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.flow.Flow.Times;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.DirectId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.variable.OfferedVariables;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What the contracts are tried with. Every id is new, so that tests can share a server. */
public final class PortExamples {
  /** To the microsecond, so that losing some shows. */
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  /** What stores like to spoil: quotes, backslashes, what four bytes are needed for, spaces. */
  public static final String AWKWARD = "O'Hara \"\\\" \\n 📞 ÿ \t % _ ; -- ? ";

  private PortExamples() {}

  /** Texts of some length, each made of something that has to be written differently. */
  public static List<String> longTexts() {
    return Stream.of("x", "'", "\"", "\\", "\n", "\u0001", "é", "\u20ac", "\uD83D\uDE00", "\\'")
        .map(character -> character.repeat(150_000 / character.length()))
        .toList();
  }

  public static CustomerId customer() {
    return new CustomerId(UUID.randomUUID());
  }

  public static Action action(String text) {
    return Action.of(
        new ActionId(UUID.randomUUID()),
        "talk",
        Options.NONE
            .with("text", text)
            .with("exactly", new Value.Numeral(new BigDecimal("12345678901234567890.123")))
            .with(
                "b_before_a",
                Value.Members.EMPTY
                    .with("b", Value.Numeral.of(1))
                    .with("a", Value.Nothing.NOTHING)));
  }

  /** A persistent flow, with something in every component. */
  public static Flow flow(CustomerId customer, String name, Instant created) {
    return new Flow(
        new FlowId(UUID.randomUUID()),
        customer,
        Flow.TYPE_FLOW,
        new Label(name, AWKWARD),
        true,
        List.of(action("first " + AWKWARD), action("second")),
        new Direct(new DirectId(UUID.randomUUID()), "direct.a1b2"),
        new FlowId(UUID.randomUUID()),
        new Legacy(4_294_967_296L, "https://example.com/hook"),
        Times.createdAt(created));
  }

  public static Flow flow(Instant created) {
    return flow(customer(), "main", created);
  }

  public static Flow temporary(Instant created) {
    Flow flow = flow(created);
    return new Flow(
        flow.id(),
        flow.customer(),
        flow.type(),
        flow.label(),
        false,
        flow.actions(),
        Direct.NONE,
        flow.onComplete(),
        flow.legacy(),
        flow.times());
  }

  /** An activeflow that has not begun, with something in every component. */
  public static Activeflow activeflow(CustomerId customer, Instant created) {
    var origin =
        new Origin(
            customer,
            new FlowId(UUID.randomUUID()),
            new Reference(ReferenceType.CALL, new ReferenceId(UUID.randomUUID())),
            new ActiveflowId(UUID.randomUUID()),
            new FlowId(UUID.randomUUID()),
            new Webhook("https://example.com/hook", "POST"),
            7,
            true);
    return Activeflow.start(
            new ActiveflowId(UUID.randomUUID()),
            origin,
            List.of(action("first"), action("second " + AWKWARD)),
            Optional.empty(),
            OfferedVariables.of(Map.of("greeting", AWKWARD)),
            created)
        .activeflow();
  }

  public static Activeflow activeflow(Instant created) {
    return activeflow(customer(), created);
  }

  /** It, one action further. */
  public static Activeflow moved(Activeflow activeflow, Instant now) {
    Optional<Place> place = activeflow.upcoming();
    Action action = place.flatMap(activeflow.stacks()::action).orElse(Action.FINISH);
    return activeflow.movedTo(place, action, now);
  }

  public static Change.Birth birth(Activeflow activeflow) {
    return new Change.Birth(activeflow, List.of(told(EventType.ACTIVEFLOW_CREATED, activeflow)));
  }

  /** A change that the world is told of once. */
  public static Change change(Versioned<Activeflow> before, Activeflow after) {
    return Change.of(before, after, List.of(told(EventType.ACTIVEFLOW_UPDATED, after)));
  }

  public static DomainEvent told(EventType type, Activeflow activeflow) {
    return DomainEvent.of(type, activeflow);
  }

  public static DomainEvent told(EventType type, Flow flow) {
    return DomainEvent.of(type, flow);
  }
}
