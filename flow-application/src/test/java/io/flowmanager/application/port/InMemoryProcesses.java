package io.flowmanager.application.port;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ProcessId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that a test begins and ends, freezes and thaws. */
public final class InMemoryProcesses {
  private final Set<ProcessId> there = ConcurrentHashMap.newKeySet();

  /** One more, as it sees itself and the others. */
  public Processes begin() {
    return new Member();
  }

  private final class Member implements Processes {
    private volatile ProcessId self = new ProcessId(UUID.randomUUID());
    private volatile boolean isFrozen;

    Member() {
      there.add(self);
    }

    @Override
    public ProcessId self() {
      return self;
    }

    @Override
    public boolean isThere(ProcessId process) {
      return process.equals(self) || there.contains(process);
    }

    @Override
    public boolean isStill(ProcessId asked, Duration patience) {
      if (!asked.equals(self)) {
        return false;
      }
      if (isFrozen) {
        throw new FlowException(
            Reason.LEASE_NOT_RENEWED, "Expected a lease that was renewed, but it was not");
      }
      return true;
    }
  }

  /** Ends it as a crash would. */
  public void end(Processes process) {
    there.remove(process.self());
  }

  /** From now on it renews nothing. */
  public void freeze(Processes process) {
    ((Member) process).isFrozen = true;
  }

  /** What others do once a frozen one's lease has run out. */
  public void takeForGone(Processes process) {
    there.remove(process.self());
  }

  /** It renews its lease again, and learns whether it was taken for gone. */
  public void thaw(Processes process) {
    var member = (Member) process;
    if (!there.contains(member.self)) {
      member.self = new ProcessId(UUID.randomUUID());
      there.add(member.self);
    }
    member.isFrozen = false;
  }

  boolean areGone(ProcessId process) {
    return !there.contains(process);
  }
}
