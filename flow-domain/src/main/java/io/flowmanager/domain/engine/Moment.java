package io.flowmanager.domain.engine;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a request brings along that the domain can't know by itself.
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
