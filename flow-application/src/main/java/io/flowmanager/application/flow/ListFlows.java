package io.flowmanager.application.flow;

import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.FlowKey;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Page;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CustomerId;
import jakarta.inject.Inject;
import java.util.List;

/** Lists and counts persistent flows. */
public final class ListFlows {
  private final FlowRepository repository;

  @Inject
  public ListFlows(FlowRepository repository) {
    this.repository = repository;
  }

  /** Newest first. */
  public List<Flow> list(Filter<FlowKey> filter, Page page) {
    return repository.list(filter, page);
  }

  /** Number of flows that a customer has, without those that are deleted. */
  public long count(CustomerId customer) {
    return repository.count(customer);
  }
}
