package io.flowmanager.application.port;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

class InMemoryActiveflowStoreTest implements ActiveflowStoreContract {
  private final InMemoryOutbox outbox = new InMemoryOutbox(InstantSource.system());
  private final InMemoryActiveflowStore activeflows = new InMemoryActiveflowStore(outbox);

  @Override
  public ActiveflowStore activeflows() {
    return activeflows;
  }

  @Override
  public List<Outbox.Entry> waitingFor(UUID owner) {
    return outbox.waiting().stream().filter(entry -> entry.key().owner().equals(owner)).toList();
  }
}
