package io.flowmanager.application.port;

import io.flowmanager.domain.id.ProcessId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that a test begins and ends. */
public final class InMemoryProcesses {
  private final Set<ProcessId> there = ConcurrentHashMap.newKeySet();

  /** One more, as it sees itself and the others. */
  public Processes begin() {
    var self = new ProcessId(UUID.randomUUID());
    there.add(self);
    return new Processes() {
      @Override
      public ProcessId self() {
        return self;
      }

      @Override
      public boolean isThere(ProcessId process) {
        return there.contains(process);
      }
    };
  }

  public void end(Processes process) {
    there.remove(process.self());
  }

  boolean areGone(ProcessId process) {
    return !there.contains(process);
  }
}
