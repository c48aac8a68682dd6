package io.flowmanager.authoring.rehearse;

import java.util.UUID;
import java.util.function.Supplier;

/** Ids that are new each time, and the same in each rehearsal. */
final class NewIds implements Supplier<UUID> {
  private final long kind;
  private long last;

  /**
   * @param kind what they begin with, 32 bits
   */
  NewIds(long kind) {
    this.kind = kind;
  }

  @Override
  public UUID get() {
    last++;
    return new UUID(kind << 32 | 0x4000L, 0x8000_0000_0000_0000L | last);
  }
}
