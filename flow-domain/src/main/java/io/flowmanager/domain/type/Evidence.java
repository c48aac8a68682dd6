package io.flowmanager.domain.type;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * The circumstances of an action that was performed, as far as they were kept.
 *
 * @param found what its type noted as deciding, by a {@link io.flowmanager.domain.step.Step.Found};
 *     empty where it noted nothing
 * @param at when it was performed; empty where that was not kept
 */
public record Evidence(Optional<String> found, Optional<Instant> at) {
  public Evidence {
    requireNonNull(found, "found");
    requireNonNull(at, "at");
  }
}
