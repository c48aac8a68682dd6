package io.flowmanager.redis;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values that nobody here can read, most likely because another version of us wrote them. They
 * count as missing, and only the first of a kind is logged: during an upgrade there may be very
 * many.
 */
final class Unreadable {
  private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

  private final String kind;
  private final AtomicBoolean logged = new AtomicBoolean();

  Unreadable(String kind) {
    this.kind = kind;
  }

  /** The value that was read; empty if it can't be. */
  <T> Optional<T> unless(Object id, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RuntimeException unreadable) {
      if (logged.compareAndSet(false, true)) {
        LOG.warn(
            "Going on without the copy of {} {}, as without others like it", kind, id, unreadable);
      }
      return Optional.empty();
    }
  }
}
