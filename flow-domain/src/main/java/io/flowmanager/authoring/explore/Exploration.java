package io.flowmanager.authoring.explore;

import io.flowmanager.domain.id.ActionId;
import java.util.List;
import java.util.Set;

/**
 * The outcome of trying a flow out.
 *
 * @param discoveries one for each kind and action, those that take the fewest steps first
 * @param situations the number that a caller can get into, as far as they were looked at
 * @param reached the actions of the flow that somebody can come to, as far as was looked
 * @param complete whether that was all of them
 */
public record Exploration(
    List<Discovery> discoveries, int situations, Set<ActionId> reached, boolean complete) {
  public Exploration {
    discoveries = List.copyOf(discoveries);
    reached = Set.copyOf(reached);
  }
}
