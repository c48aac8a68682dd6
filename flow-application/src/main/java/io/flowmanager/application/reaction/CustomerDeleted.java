package io.flowmanager.application.reaction;

import io.flowmanager.application.activeflow.DeleteActiveflow;
import io.flowmanager.application.flow.DeleteFlow;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.application.port.Filter.FlowKey;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Page;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A customer is gone, and all that is theirs goes too. Nothing begins because of that. */
public final class CustomerDeleted {
  private static final Logger log = LoggerFactory.getLogger(CustomerDeleted.class);

  private final FlowRepository flows;
  private final ActiveflowStore activeflows;
  private final DeleteFlow deleteFlow;
  private final DeleteActiveflow deleteActiveflow;
  private final MemoryLimiter memory;

  @Inject
  public CustomerDeleted(
      FlowRepository flows,
      ActiveflowStore activeflows,
      DeleteFlow deleteFlow,
      DeleteActiveflow deleteActiveflow,
      MemoryLimiter memory) {
    this.memory = memory;
    this.flows = flows;
    this.activeflows = activeflows;
    this.deleteFlow = deleteFlow;
    this.deleteActiveflow = deleteActiveflow;
  }

  /**
   * Deletes the customer's flows, then its activeflows. Again: deletes what is left.
   *
   * @throws FlowException STORE_UNAVAILABLE, CONTENDED: worth repeating
   */
  public void react(CustomerId customer) {
    if (customer.isNone()) {
      log.warn("a customer without an id was deleted: nothing is theirs");
      return;
    }
    deleteFlows(customer);
    deleteActiveflows(customer);
  }

  private void deleteFlows(CustomerId customer) {
    var theirs =
        new Filter<FlowKey>(
            Map.of(
                FlowKey.CUSTOMER_ID, new Filter.Wanted.Id(customer.value()),
                FlowKey.DELETED, new Filter.Wanted.Flag(false)));
    deleteAll(page -> flows.list(theirs, page), this::found);
  }

  private void deleteActiveflows(CustomerId customer) {
    var theirs =
        new Filter<ActiveflowKey>(
            Map.of(
                ActiveflowKey.CUSTOMER_ID, new Filter.Wanted.Id(customer.value()),
                ActiveflowKey.DELETED, new Filter.Wanted.Flag(false)));
    deleteAll(page -> activeflows.list(theirs, page), this::found);
  }

  /** Something of theirs, of which no more is kept than it takes to delete it. */
  private record Found(Instant created, Runnable deletion) {}

  private Found found(Flow flow) {
    FlowId id = flow.id();
    return new Found(flow.times().created(), () -> deleteFlow.delete(id));
  }

  private Found found(Activeflow activeflow) {
    ActiveflowId id = activeflow.id();
    return new Found(activeflow.times().created(), () -> deleteActiveflow.deleteForGood(id));
  }

  /** Each page, and each deletion, gives back the memory that it needed before the next one. */
  private <T> void deleteAll(Function<Page, List<T>> list, Function<T, Found> found) {
    List<Found> page = page(Page.END_OF_TIME, list, found);
    while (!page.isEmpty()) {
      page.forEach(one -> memory.inPart(one.deletion()));
      page = page(page.getLast().created(), list, found);
    }
  }

  private <T> List<Found> page(
      Instant before, Function<Page, List<T>> list, Function<T, Found> found) {
    return memory.inPart(() -> largest(before, list).stream().map(found).toList());
  }

  /** As large a page as there is memory for. */
  private static <T> List<T> largest(Instant before, Function<Page, List<T>> list) {
    for (int size = Page.SIZE_MAX; size > 1; size /= 10) {
      try {
        return list.apply(new Page(before, size));
      } catch (FlowException failure) {
        if (!failure.isFor(Reason.ANSWER_TOO_LARGE)) {
          throw failure;
        }
      }
    }
    return list.apply(new Page(before, 1));
  }
}
