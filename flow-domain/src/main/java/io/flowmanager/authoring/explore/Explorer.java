package io.flowmanager.authoring.explore;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.variable.OfferedVariables;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tries a flow out: everything that a caller can do, and what other services can answer, by the
 * same engine that runs it.
 *
 * <p>A caller dials what makes a difference, something that makes none, or nothing, and may hang up
 * at any time, which is nothing to discover. Another service answers, or is not there. The flow
 * begins at each time and with each variable that it tells apart. What other flows and servers want
 * performed is not known, and taken for nothing. Has no state and may be used from any thread.
 */
public final class Explorer {
  private final ActionCatalog catalog;
  private final Engine engine;

  public Explorer(ActionCatalog catalog) {
    this(catalog, Limits.STANDARD);
  }

  public Explorer(ActionCatalog catalog, Limits limits) {
    this.catalog = requireNonNull(catalog, "catalog");
    engine = new Engine(catalog, limits);
  }

  /**
   * Tries the flow out.
   *
   * @param actions an author's
   * @throws FlowException what {@link ActionCatalog#accept} throws
   */
  public Exploration explore(List<Action> actions, Expedition expedition) {
    List<Action> accepted = catalog.accept(actions, ids(0));
    var search = new Search(catalog, engine, accepted, expedition);
    for (Starts.Start start : Starts.of(catalog, accepted).all()) {
      search.begin(start, activeflow(accepted, expedition.reference(), start));
    }
    return search.run();
  }

  private static Activeflow activeflow(
      List<Action> actions, ReferenceType type, Starts.Start start) {
    Supplier<UUID> ids = ids(1);
    var origin =
        new Origin(
            new CustomerId(ids.get()),
            new FlowId(ids.get()),
            type == ReferenceType.NONE
                ? Reference.NONE
                : new Reference(type, new ReferenceId(ids.get())),
            ActiveflowId.NONE,
            FlowId.NONE,
            Webhook.NONE,
            0,
            false);
    return Activeflow.start(
            new ActiveflowId(ids.get()),
            origin,
            actions,
            Optional.empty(),
            OfferedVariables.of(start.variables()),
            start.now())
        .activeflow();
  }

  /** The same ones each time, so that the same situation is the same again. */
  static Supplier<UUID> ids(long kind) {
    var last = new long[] {0};
    return () -> {
      last[0]++;
      return new UUID(0xE0_0001_0000_4000L + (kind << 32), 0x8000_0000_0000_0000L + last[0]);
    };
  }
}
