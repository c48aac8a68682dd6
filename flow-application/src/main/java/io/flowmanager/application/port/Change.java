package io.flowmanager.application.port;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.domain.activeflow.Activeflow;
import java.util.List;
import java.util.Optional;

/**
 * A change that a request made to an activeflow.
 *
 * @param before what it was decided on
 * @param after what it is now. If it was stored before its depth was, that is found here, so that
 *     no change goes without it
 * @param events what the world is to know, in order
 * @param successor the activeflow that starts because this one ended; kept in the same commit
 */
public record Change(
    Versioned<Activeflow> before,
    Activeflow after,
    List<DomainEvent> events,
    Optional<Birth> successor) {

  /** A new activeflow and what the world is to know of it. */
  public record Birth(Activeflow activeflow, List<DomainEvent> events) {
    public Birth {
      requireNonNull(activeflow, "activeflow");
      events = List.copyOf(events);
    }
  }

  public Change {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    after = after.knowingItsDepth(before.value());
    events = List.copyOf(events);
    requireNonNull(successor, "successor");
    if (!before.value().id().equals(after.id())) {
      throw new IllegalArgumentException(
          "Expected a change of activeflow %s, but it makes it %s"
              .formatted(before.value().id(), after.id()));
    }
  }

  public static Change of(
      Versioned<Activeflow> before, Activeflow after, List<DomainEvent> events) {
    return new Change(before, after, events, Optional.empty());
  }

  /** The activeflow as it will be kept if nobody was faster. */
  public Versioned<Activeflow> result() {
    return new Versioned<>(after, before.version() + 1);
  }
}
