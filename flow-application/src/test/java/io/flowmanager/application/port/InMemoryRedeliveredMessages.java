package io.flowmanager.application.port;

import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Attempts and a register in memory. */
public final class InMemoryRedeliveredMessages implements RedeliveredMessages {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Map<RequestId, Attempt> attempts = new HashMap<>();
  private final Map<ProcessId, Optional<Instant>> ends = new HashMap<>();

  public InMemoryRedeliveredMessages(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Attempt> find(RequestId message) {
    return Optional.ofNullable(attempts.get(message));
  }

  @Override
  public synchronized boolean replace(RequestId message, Optional<Attempt> before, Attempt after) {
    if (!find(message).equals(before)) {
      return false;
    }
    attempts.put(message, after);
    return true;
  }

  @Override
  public synchronized void forget(RequestId message, ProcessId owner) {
    if (find(message).filter(attempt -> attempt.owner().equals(owner)).isPresent()) {
      attempts.remove(message);
    }
  }

  synchronized void forget(RequestId message) {
    attempts.remove(message);
  }

  @Override
  public synchronized void signOn(ProcessId process) {
    ends.put(process, Optional.empty());
  }

  @Override
  public synchronized void signOff(ProcessId process) {
    ends.remove(process);
  }

  @Override
  public synchronized Set<ProcessId> signedOn() {
    Instant from = clock.instant().minus(KEPT);
    return ends.entrySet().stream()
        .filter(entry -> entry.getValue().filter(end -> end.isBefore(from)).isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized void markEnded(ProcessId process) {
    ends.computeIfPresent(process, (same, end) -> end.or(() -> Optional.of(clock.instant())));
  }
}
