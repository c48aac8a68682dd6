package io.flowmanager.application;

import io.flowmanager.domain.engine.Moment;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/** The source of requests' time and new ids. Times are whole microseconds, as they are stored. */
public final class Moments {
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  @Inject
  public Moments(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public UUID newId() {
    return ids.get();
  }

  /** A request's moment: its time stands still. */
  public Moment moment() {
    return new Moment(now(), ids);
  }
}
