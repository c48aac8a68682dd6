package io.flowmanager.application.activeflow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.Moments;
import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.flow.Flows;
import io.flowmanager.application.port.Change.Birth;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Activeflow.Started;
import io.flowmanager.domain.activeflow.Inheritance;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.domain.variable.OfferedVariables;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a flow to work. Nothing of it runs yet. */
public final class CreateActiveflow {
  private static final Logger log = LoggerFactory.getLogger(CreateActiveflow.class);

  private final Activeflows activeflows;
  private final Flows flows;
  private final Moments moments;
  private final Measurements measurements;

  @Inject
  public CreateActiveflow(
      Activeflows activeflows, Flows flows, Moments moments, Measurements measurements) {
    this.activeflows = activeflows;
    this.flows = flows;
    this.moments = moments;
    this.measurements = measurements;
  }

  /**
   * The activeflow that is wanted.
   *
   * @param id none: a new one
   * @param customer has to own the flow; in the legacy form none: whoever owns it
   * @param flow none: an activeflow without actions of its own
   * @param parent whose variables are inherited if it is the same customer's; none: nobody's
   * @param legacy whether it was asked for in the words of the first version
   */
  public record NewActiveflow(
      ActiveflowId id,
      CustomerId customer,
      FlowId flow,
      Reference reference,
      ActiveflowId parent,
      Webhook webhook,
      Map<String, String> variables,
      boolean legacy) {
    public NewActiveflow {
      requireNonNull(id, "id");
      requireNonNull(customer, "customer");
      requireNonNull(flow, "flow");
      requireNonNull(reference, "reference");
      requireNonNull(parent, "parent");
      requireNonNull(webhook, "webhook");
      // In the order they came: of names that are the same once trimmed, the last one counts.
      variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
  }

  /**
   * The activeflow, before its first action; one, however often the request is delivered. Where
   * this delivery comes after one that was served, the activeflow as it is.
   *
   * @throws FlowException FLOW_NOT_FOUND, OWNER_MISMATCH, ACTIVEFLOW_NOT_FOUND for the parent,
   *     CHAIN_TOO_DEEP, ACTIVEFLOW_ALREADY_EXISTS
   */
  public Activeflow create(NewActiveflow wanted, Arrival arrival) {
    return createdBefore(wanted, arrival).orElseGet(() -> createOrFind(wanted, arrival));
  }

  private Activeflow createOrFind(NewActiveflow wanted, Arrival arrival) {
    try {
      return create(idFor(wanted, arrival), wanted, arrival.request());
    } catch (FlowException refused) {
      if (!refused.isFor(Reason.ACTIVEFLOW_ALREADY_EXISTS)) {
        throw refused;
      }
      Optional<Activeflow> meanwhile = createdBefore(wanted, arrival);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      if (!wanted.id().isNone()) {
        throw refused;
      }
      // Another request looked the same.
      return create(new ActiveflowId(moments.newId()), wanted, arrival.request());
    }
  }

  private Optional<Activeflow> createdBefore(NewActiveflow wanted, Arrival arrival) {
    return arrival.mayBeServed()
        ? activeflows
            .find(idFor(wanted, arrival))
            .map(Versioned::value)
            .filter(found -> found.hasServed(arrival.request()))
        : Optional.empty();
  }

  /** The one wanted, or else the same for each delivery of a request. */
  private ActiveflowId idFor(NewActiveflow wanted, Arrival arrival) {
    if (!wanted.id().isNone()) {
      return wanted.id();
    }
    return new ActiveflowId(
        arrival.request().isNone() ? moments.newId() : arrival.request().value());
  }

  private Activeflow create(ActiveflowId id, NewActiveflow wanted, RequestId request) {
    Optional<Flow> flow = wanted.flow().isNone() ? Optional.empty() : Optional.of(flowFor(wanted));
    List<Action> actions = flow.map(Flow::actions).orElse(List.of());
    Origin origin = origin(wanted, flow);
    Started started =
        Activeflow.start(
            id,
            origin,
            actions,
            inheritance(wanted, origin.customer()),
            OfferedVariables.of(wanted.variables()),
            moments.now());
    Activeflow activeflow = started.activeflow().serving(request);
    activeflows.create(
        new Birth(activeflow, List.of(DomainEvent.of(EventType.ACTIVEFLOW_CREATED, activeflow))));
    measurements.activeflowCreated(wanted.reference().type());
    started.outcomes().forEach(measurements::variablesOffered);
    return activeflow;
  }

  private Flow flowFor(NewActiveflow wanted) {
    Flow flow = flows.getUsable(wanted.flow());
    boolean anyOwner = wanted.legacy() && wanted.customer().isNone();
    if (!anyOwner) {
      requireOwner(flow, wanted.customer());
    }
    return flow;
  }

  static void requireOwner(Flow flow, CustomerId customer) {
    if (!flow.customer().equals(customer)) {
      throw new FlowException(
          Reason.OWNER_MISMATCH,
          "Expected flow %s to belong to customer %s, but it does not"
              .formatted(flow.id(), customer));
    }
  }

  private static Origin origin(NewActiveflow wanted, Optional<Flow> flow) {
    return new Origin(
        wanted.customer().isNone()
            ? flow.map(Flow::customer).orElse(CustomerId.NONE)
            : wanted.customer(),
        wanted.flow(),
        wanted.reference(),
        wanted.parent(),
        flow.map(Flow::onComplete).orElse(FlowId.NONE),
        flow.map(found -> webhook(wanted, found)).orElse(wanted.webhook()),
        flow.map(found -> found.legacy().userId()).orElse(0L),
        wanted.legacy());
  }

  /**
   * The flow that is wanted, or else what the flow was stored with by a caller of the first
   * version.
   */
  private static Webhook webhook(NewActiveflow wanted, Flow flow) {
    String uri = flow.legacy().webhookUri();
    return wanted.webhook().uri().isEmpty() && !uri.isEmpty()
        ? new Webhook(uri, "POST")
        : wanted.webhook();
  }

  /** Whoever may act for any customer may name any parent; its variables stay with its customer. */
  private Optional<Inheritance> inheritance(NewActiveflow wanted, CustomerId customer) {
    if (wanted.parent().isNone()) {
      return Optional.empty();
    }
    Activeflow parent = activeflows.get(wanted.parent()).value();
    if (parent.origin().customer().equals(customer)) {
      return Optional.of(parent.inheritance());
    }
    log.warn(
        "an activeflow of customer {} inherits nothing from activeflow {}, which is customer {}'s",
        customer,
        parent.id(),
        parent.origin().customer());
    measurements.inheritanceRefused();
    return Optional.of(parent.inheritance().withoutVariables());
  }
}
