package io.flowmanager.application.port;

import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.StackId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Activeflows in memory. */
public final class InMemoryActiveflowStore implements ActiveflowStore {
  private static final Place NOWHERE = new Place(StackId.NONE, ActionId.NONE);

  private final Map<ActiveflowId, Versioned<Activeflow>> activeflows = new HashMap<>();
  private final InMemoryOutbox outbox;
  private final InMemoryProcesses processes;

  public InMemoryActiveflowStore(InMemoryOutbox outbox, InMemoryProcesses processes) {
    this.outbox = outbox;
    this.processes = processes;
  }

  @Override
  public synchronized List<ActiveflowId> abandoned() {
    return activeflows.values().stream()
        .map(Versioned::value)
        .filter(activeflow -> !activeflow.progress().last().worker().isNone())
        .filter(activeflow -> processes.areGone(activeflow.progress().last().worker()))
        .map(Activeflow::id)
        .toList();
  }

  @Override
  public synchronized void create(Change.Birth birth) {
    requireNew(birth);
    keep(birth);
  }

  private void requireNew(Change.Birth birth) {
    if (activeflows.containsKey(birth.activeflow().id())) {
      throw new FlowException(
          Reason.ACTIVEFLOW_ALREADY_EXISTS,
          "Expected activeflow %s to be new, but there is one already"
              .formatted(birth.activeflow().id()));
    }
  }

  private void keep(Change.Birth birth) {
    Activeflow activeflow = birth.activeflow();
    activeflows.put(activeflow.id(), new Versioned<>(activeflow, 1));
    outbox.add(activeflow.id().value(), 1, birth.events());
  }

  @Override
  public synchronized Optional<Versioned<Activeflow>> find(ActiveflowId id) {
    return Optional.ofNullable(activeflows.get(id));
  }

  @Override
  public synchronized boolean commit(Change change) {
    ActiveflowId id = change.after().id();
    Versioned<Activeflow> stored = activeflows.get(id);
    if (stored == null || stored.version() != change.before().version()) {
      return false;
    }
    change.successor().ifPresent(this::requireNew);
    activeflows.put(id, change.result());
    outbox.add(id.value(), change.result().version(), change.events());
    change.successor().ifPresent(this::keep);
    return true;
  }

  @Override
  public synchronized List<Activeflow> list(Filter<ActiveflowKey> filter, Page page) {
    List<Activeflow> found =
        activeflows.values().stream()
            .map(Versioned::value)
            .filter(activeflow ->
                filter.wanted().entrySet().stream()
                    .allMatch(entry ->
                        Pages.matches(entry.getValue(), value(activeflow, entry.getKey()))))
            .toList();
    return Pages.of(
        found,
        page,
        activeflow -> activeflow.times().created(),
        activeflow -> activeflow.id().value());
  }

  private static Object value(Activeflow activeflow, ActiveflowKey key) {
    Place forward = activeflow.cursor().forward().orElse(NOWHERE);
    return switch (key) {
      case ID -> activeflow.id().value();
      case CUSTOMER_ID -> activeflow.origin().customer().value();
      case FLOW_ID -> activeflow.origin().flow().value();
      case STATUS -> activeflow.status().wireName();
      case REFERENCE_TYPE -> activeflow.origin().reference().type().wireName();
      case REFERENCE_ID -> activeflow.origin().reference().id().value();
      case REFERENCE_ACTIVEFLOW_ID -> activeflow.origin().parent().value();
      case ON_COMPLETE_FLOW_ID -> activeflow.origin().onComplete().value();
      case CURRENT_STACK_ID -> activeflow.cursor().stack().value();
      case FORWARD_STACK_ID -> forward.stack().value();
      case FORWARD_ACTION_ID -> forward.action().value();
      case WEBHOOK_URI -> activeflow.origin().webhook().uri();
      case WEBHOOK_METHOD -> activeflow.origin().webhook().method();
      case DELETED -> activeflow.isDeleted();
    };
  }
}
