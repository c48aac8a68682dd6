package io.flowmanager.application.publication;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Moments;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.Outbox.Waiting;
import io.flowmanager.domain.error.FlowException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Says what is committed and not yet known to be published. */
public final class LookAtOutbox {
  /** How many are named: enough to see which owner holds others back. */
  public static final int NAMED_MAX = 20;

  private final Outbox outbox;
  private final Moments moments;

  @Inject
  public LookAtOutbox(Outbox outbox, Moments moments) {
    this.outbox = outbox;
    this.moments = moments;
  }

  /**
   * What was seen.
   *
   * @param waiting of how many changes something waits
   * @param oldest the first of them
   * @param now when that was so
   */
  public record Sight(long waiting, List<Waiting> oldest, Instant now) {
    public Sight {
      oldest = List.copyOf(oldest);
      requireNonNull(now, "now");
    }
  }

  /**
   * What waits now.
   *
   * @throws FlowException STORE_UNAVAILABLE
   */
  public Sight look() {
    return new Sight(outbox.size(), outbox.oldest(NAMED_MAX), moments.now());
  }
}
