package io.flowmanager.application.port;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import java.util.Optional;
import java.util.Set;

/**
 * Redelivered messages that are in work, each with the process at it; and a register of the
 * processes, by which it can be told that one ended without a farewell. Every method may be called
 * from any thread, and fails with STORE_UNAVAILABLE.
 */
public interface RedeliveredMessages {
  /**
   * A process at a message.
   *
   * @param ended how many processes before it were at the message and are proven gone
   */
  record Attempt(ProcessId owner, int ended) {
    public Attempt {
      requireNonNull(owner, "owner");
      if (ended < 0) {
        throw new IllegalArgumentException("Expected 0 or more, but it is " + ended);
      }
    }
  }

  /** Who is at it; empty: nobody. */
  Optional<Attempt> find(RequestId message);

  /**
   * Puts one attempt in the place of another, or of none.
   *
   * @return false: {@code before} is not what is there; nothing changed, or the same call was made
   *     before
   */
  boolean replace(RequestId message, Optional<Attempt> before, Attempt after);

  /** It is done, where this process is at it. Again: harmless. */
  void forget(RequestId message, ProcessId owner);

  /**
   * This process begins. What is more than a day old is removed: nobody will come for it. Again:
   * harmless.
   */
  void signOn(ProcessId process);

  /** This process ends as it should. Again: harmless. */
  void signOff(ProcessId process);

  /**
   * Who signed on and not off, without those that were marked as ended more than 10 minutes ago.
   */
  Set<ProcessId> signedOn();

  /** Marks one as ended: it is proven gone, from now on. Again: harmless. */
  void markEnded(ProcessId process);
}
