package io.flowmanager.authoring.explore;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActionId;
import java.time.Instant;

/**
 * The place where a caller is, and all that decides what comes of what they do next. How they got
 * there is no part of it, so that a way round leads back to the same one.
 *
 * @param activeflow without what can make no difference any more
 * @param now the time, which stands still: a call is short
 * @param taken whether the call was taken
 * @param heard whether something was to be heard before it was
 */
record Situation(Activeflow activeflow, Instant now, boolean taken, boolean heard) {
  ActionId at() {
    return activeflow.cursor().action().id();
  }
}
