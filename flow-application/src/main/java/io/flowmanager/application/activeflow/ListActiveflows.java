package io.flowmanager.application.activeflow;

import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.application.port.Page;
import io.flowmanager.domain.activeflow.Activeflow;
import jakarta.inject.Inject;
import java.util.List;

/** Lists activeflows. */
public final class ListActiveflows {
  private final ActiveflowStore store;

  @Inject
  public ListActiveflows(ActiveflowStore store) {
    this.store = store;
  }

  /** Newest first. */
  public List<Activeflow> list(Filter<ActiveflowKey> filter, Page page) {
    return store.list(filter, page);
  }
}
