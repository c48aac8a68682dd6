package io.flowmanager.application.port;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.variable.OfferedVariables;
import io.flowmanager.domain.variable.Variables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Flows and activeflows with ids that no test has used before. */
public final class CachedExamples {
  public static final Instant NOON = Instant.parse("2026-08-22T12:00:00.123456Z");

  private static final CustomerId CUSTOMER =
      new CustomerId(UUID.fromString("5e4a0680-804e-11ec-8477-2fea5968d85b"));

  private CachedExamples() {}

  public static Flow flow(String name) {
    return flow(name, true, NOON);
  }

  /** A flow that goes 24 hours after it was created. */
  public static Flow temporaryFlow(String name, Instant created) {
    return flow(name, false, created);
  }

  private static Flow flow(String name, boolean persistent, Instant created) {
    return new Flow(
        new FlowId(UUID.randomUUID()),
        CUSTOMER,
        Flow.TYPE_FLOW,
        new Flow.Label(name, ""),
        persistent,
        List.of(Action.of(new ActionId(UUID.randomUUID()), "answer", Options.NONE)),
        Flow.Direct.NONE,
        FlowId.NONE,
        Flow.Legacy.NONE,
        Flow.Times.createdAt(created));
  }

  /** The same flow, by another name. */
  public static Flow renamed(Flow flow, String name) {
    return flow.replaced(
        new Flow.Label(name, ""),
        flow.actions(),
        flow.onComplete(),
        flow.legacy(),
        NOON.plusSeconds(1));
  }

  /** A new activeflow: version 1. */
  public static Versioned<Activeflow> activeflow() {
    var id = new ActiveflowId(UUID.randomUUID());
    var origin =
        new Origin(
            CUSTOMER,
            FlowId.NONE,
            Reference.NONE,
            ActiveflowId.NONE,
            FlowId.NONE,
            Webhook.NONE,
            0,
            false);
    List<Action> actions =
        List.of(Action.of(new ActionId(UUID.randomUUID()), "answer", Options.NONE));
    Activeflow started =
        Activeflow.start(id, origin, actions, Optional.empty(), OfferedVariables.NONE, NOON)
            .activeflow();
    return new Versioned<>(started, 1);
  }

  /** The version after, in which one more variable is set. */
  public static Versioned<Activeflow> next(Versioned<Activeflow> before) {
    long version = before.version() + 1;
    Activeflow activeflow = before.value();
    Variables variables = activeflow.variables().with("version", Long.toString(version));
    return new Versioned<>(activeflow.with(variables), version);
  }
}
