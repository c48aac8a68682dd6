package io.flowmanager.authoring.explore;

import java.util.List;

/**
 * What came of trying a flow out.
 *
 * @param discoveries one for each kind and action, those that take the fewest steps first
 * @param situations how many there are that a caller can get into, as far as they were looked at
 * @param complete whether that was all of them
 */
public record Exploration(List<Discovery> discoveries, int situations, boolean complete) {
  public Exploration {
    discoveries = List.copyOf(discoveries);
  }
}
