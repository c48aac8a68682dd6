package io.flowmanager.domain.engine;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The time and the new ids that a request brings along: the domain can't know them by itself.
 *
 * @param now its time
 * @param ids a new one each time
 */
public record Moment(Instant now, Supplier<UUID> ids) {
  public Moment {
    requireNonNull(now, "now");
    requireNonNull(ids, "ids");
  }
}
