package io.flowmanager.domain.activeflow;

import io.flowmanager.domain.id.RequestId;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest requests that changed an activeflow from outside, so that one that is delivered again
 * is recognised. Those for the next action are not among them: {@link LastRequest} tells a repeat
 * of theirs.
 *
 * @param ids oldest first, at most {@value #IDS_MAX}
 */
public record ServedRequests(List<RequestId> ids) {
  /**
   * Number of requests that are remembered. A request comes again as soon as the broker knows that
   * whoever had it is gone: what matters is how many others come in between.
   */
  public static final int IDS_MAX = 16;

  public static final ServedRequests NONE = new ServedRequests(List.of());

  public ServedRequests {
    ids = List.copyOf(ids);
    if (ids.size() > IDS_MAX) {
      throw new IllegalArgumentException(
          "Expected at most %d served requests, but there are %d".formatted(IDS_MAX, ids.size()));
    }
  }

  public boolean has(RequestId id) {
    return ids.contains(id);
  }

  /** These and one more, in the place of the oldest where there are too many. */
  ServedRequests and(RequestId id) {
    if (id.isNone()) {
      return this;
    }
    var latest = new ArrayList<>(ids.subList(Math.max(0, ids.size() - IDS_MAX + 1), ids.size()));
    latest.add(id);
    return new ServedRequests(latest);
  }
}
