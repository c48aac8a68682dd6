package io.flowmanager.application.redelivery;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.RedeliveredMessages;
import io.flowmanager.application.port.RedeliveredMessages.Attempt;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Claims a message that the broker delivers again, before work on it begins, and finds out whether
 * it is what ends processes.
 *
 * <p>A message is delivered again after every lost connection, so that alone says nothing. Counted
 * are processes that were at it and are proven gone. Who was first at it is not stored, for that
 * would be a commit for every message: the first one counts as ended where some process ended
 * lately.
 */
@Singleton
public final class ClaimRedelivered {
  /** So many processes end with a message in work, and no further one begins it. */
  public static final int ENDED_MAX = 2;

  /** May the work begin? */
  public enum Verdict {
    /** This process is at it, which is stored. */
    BEGIN,
    /** Another one is at it, or just was: ask again in a moment. */
    WAIT,
    /** As many processes as may have ended with it in work. */
    PARK
  }

  private final RedeliveredMessages messages;
  private final Processes processes;

  @Inject
  public ClaimRedelivered(RedeliveredMessages messages, Processes processes) {
    this.messages = requireNonNull(messages, "messages");
    this.processes = requireNonNull(processes, "processes");
  }

  /**
   * Decides about a message, on what is stored now.
   *
   * @param hasWaited whether it was waited for longer than a process that is gone can look alive:
   *     then who is at it lives and has lost the message, and the claim goes on without counting
   * @throws FlowException STORE_UNAVAILABLE
   */
  public Verdict claim(RequestId message, boolean hasWaited) {
    Optional<Attempt> found = messages.find(message);
    if (found.isEmpty()) {
      return put(message, found, 0);
    }
    Attempt attempt = found.get();
    if (attempt.owner().equals(processes.self())) {
      return Verdict.BEGIN; // the connection was lost, this process was not
    }
    if (processes.isThere(attempt.owner())) {
      return hasWaited ? put(message, found, attempt.ended()) : Verdict.WAIT;
    }
    int ended = attempt.ended() + 1;
    messages.markEnded(attempt.owner());
    if (ended >= ENDED_MAX || anotherEndedThan(attempt.owner())) {
      return Verdict.PARK;
    }
    return put(message, found, ended);
  }

  private Verdict put(RequestId message, Optional<Attempt> before, int ended) {
    return messages.replace(message, before, new Attempt(processes.self(), ended))
        ? Verdict.BEGIN
        : Verdict.WAIT;
  }

  private boolean anotherEndedThan(ProcessId owner) {
    return messages.signedOn().stream()
        .filter(process -> !process.equals(owner))
        .anyMatch(process -> !processes.isThere(process));
  }

  /** The work is over, whatever came of it. */
  public void done(RequestId message) {
    messages.forget(message, processes.self());
  }

  /**
   * Marks who ended since the last time, so that it is known about when. To be called now and then.
   */
  public void markEnded() {
    messages.signedOn().stream()
        .filter(process -> !processes.isThere(process))
        .forEach(messages::markEnded);
  }

  /** To be called before the first {@link #claim}. */
  public void signOn() {
    messages.signOn(processes.self());
  }

  /** To be called when all work is done. */
  public void signOff() {
    messages.signOff(processes.self());
  }
}
