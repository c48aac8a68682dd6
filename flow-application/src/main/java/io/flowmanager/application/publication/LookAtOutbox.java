package io.flowmanager.application.publication;

import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.Outbox.Waiting;
import io.flowmanager.domain.error.FlowException;
import jakarta.inject.Inject;
import java.util.List;

/** Says what is committed and not yet known to be published. */
public final class LookAtOutbox {
  /** Number of entries that are named: enough to see which owner holds others back. */
  public static final int NAMED_MAX = 20;

  private final Outbox outbox;

  @Inject
  public LookAtOutbox(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * The outbox as it was seen.
   *
   * @param waiting of how many changes something waits
   * @param oldest the first of them
   */
  public record Sight(long waiting, List<Waiting> oldest) {
    public Sight {
      oldest = List.copyOf(oldest);
    }
  }

  /**
   * The entries that wait now.
   *
   * @throws FlowException STORE_UNAVAILABLE
   */
  public Sight look() {
    return new Sight(outbox.size(), outbox.oldest(NAMED_MAX));
  }
}
