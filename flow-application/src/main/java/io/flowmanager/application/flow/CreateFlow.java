package io.flowmanager.application.flow;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.Moments;
import io.flowmanager.application.port.DirectManager;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.application.port.Measurements.FlowOperation;
import io.flowmanager.authoring.check.Purpose;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.flow.Flow.Times;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores a new flow. */
public final class CreateFlow {
  /** Number of persistent flows that a customer may have, without those that are deleted. */
  public static final int FLOWS_MAX = 10_000;

  private static final Logger log = LoggerFactory.getLogger(CreateFlow.class);

  private final Flows flows;
  private final FlowRepository repository;
  private final DirectManager directs;
  private final AcceptActions acceptance;
  private final Moments moments;
  private final Measurements measurements;

  @Inject
  public CreateFlow(
      Flows flows,
      FlowRepository repository,
      DirectManager directs,
      AcceptActions acceptance,
      Moments moments,
      Measurements measurements) {
    this.flows = flows;
    this.repository = repository;
    this.directs = directs;
    this.acceptance = acceptance;
    this.moments = moments;
    this.measurements = measurements;
  }

  /**
   * The flow that is wanted.
   *
   * @param actions as their author wrote them
   * @param persistent false for a flow that goes after 24 hours and is never listed
   */
  public record NewFlow(
      CustomerId customer,
      String type,
      Label label,
      List<Action> actions,
      FlowId onComplete,
      boolean persistent,
      Legacy legacy) {
    public NewFlow {
      requireNonNull(customer, "customer");
      requireNonNull(type, "type");
      requireNonNull(label, "label");
      actions = List.copyOf(actions);
      requireNonNull(onComplete, "onComplete");
      requireNonNull(legacy, "legacy");
    }
  }

  /**
   * The flow, stored, with an id for each action; one, however often the request is delivered.
   * Where this delivery comes after one that was served, the flow as it is.
   *
   * @throws FlowException TOO_MANY_FLOWS, what {@link AcceptActions#accept} throws,
   *     STORE_UNAVAILABLE
   */
  public Flow create(NewFlow wanted, Arrival arrival) {
    if (arrival.request().isNone()) {
      return create(new FlowId(moments.newId()), wanted);
    }
    // The same id for each delivery of a request: so the flow of an earlier one is found.
    var id = new FlowId(arrival.request().value());
    Optional<Flow> existing = flows.find(id);
    if (existing.isEmpty()) {
      return create(id, wanted);
    }
    // Or else another request looked the same.
    return arrival.mayBeServed() ? existing.get() : create(new FlowId(moments.newId()), wanted);
  }

  private Flow create(FlowId id, NewFlow wanted) {
    if (wanted.persistent()) {
      requireRoom(wanted.customer());
    }
    Moment moment = moments.moment();
    List<Action> actions =
        acceptance.accept(wanted.actions(), Purpose.ofFlow(wanted.type()), moment.ids());
    Direct direct = directFor(id, wanted);
    var flow =
        new Flow(
            id,
            wanted.customer(),
            wanted.type(),
            wanted.label(),
            wanted.persistent(),
            actions,
            direct,
            wanted.onComplete(),
            wanted.legacy(),
            Times.createdAt(moment.now()));
    try {
      flows.create(flow);
    } catch (FlowException failure) {
      giveBack(direct);
      throw failure;
    }
    measurements.flowChanged(FlowOperation.CREATE);
    return flow;
  }

  private void requireRoom(CustomerId customer) {
    long count = repository.count(customer);
    if (count >= FLOWS_MAX) {
      throw new FlowException(
          Reason.TOO_MANY_FLOWS,
          "Expected customer %s to have fewer than %d flows, but there are %d"
              .formatted(customer, FLOWS_MAX, count));
    }
  }

  /** A flow without one works as well; only nobody outside can call it by its hash. */
  private Direct directFor(FlowId id, NewFlow wanted) {
    if (!wanted.persistent() || !wanted.type().equals(Flow.TYPE_FLOW)) {
      return Direct.NONE;
    }
    try {
      return directs.create(wanted.customer(), id);
    } catch (FlowException failure) {
      log.warn("flow {} goes without a direct hash: {}", id, failure.getMessage());
      return Direct.NONE;
    }
  }

  private void giveBack(Direct direct) {
    if (direct.isNone()) {
      return;
    }
    try {
      directs.delete(direct.id());
    } catch (FlowException failure) {
      log.warn("direct {} is left over: {}", direct.id(), failure.getMessage());
    }
  }
}
