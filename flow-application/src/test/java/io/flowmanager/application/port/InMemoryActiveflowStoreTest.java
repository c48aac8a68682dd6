package io.flowmanager.application.port;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

class InMemoryActiveflowStoreTest implements ActiveflowStoreContract {
  private final InMemoryOutbox outbox = new InMemoryOutbox(InstantSource.system());
  private final InMemoryProcesses processes = new InMemoryProcesses();
  private final InMemoryActiveflowStore activeflows =
      new InMemoryActiveflowStore(outbox, processes);

  @Override
  public Processes begin() {
    return processes.begin();
  }

  @Override
  public void end(Processes process) {
    processes.end(process);
  }

  @Override
  public ActiveflowStore activeflows() {
    return activeflows;
  }

  @Override
  public List<Outbox.Entry> waitingFor(UUID owner) {
    return outbox.waiting().stream().filter(entry -> entry.key().owner().equals(owner)).toList();
  }
}
