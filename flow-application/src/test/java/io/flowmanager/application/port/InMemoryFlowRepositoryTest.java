package io.flowmanager.application.port;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

class InMemoryFlowRepositoryTest implements FlowRepositoryContract {
  private final InMemoryOutbox outbox = new InMemoryOutbox(InstantSource.system());
  private final InMemoryFlowRepository flows = new InMemoryFlowRepository(outbox);

  @Override
  public FlowRepository flows() {
    return flows;
  }

  @Override
  public List<Outbox.Entry> waitingFor(UUID owner) {
    return outbox.waiting().stream().filter(entry -> entry.key().owner().equals(owner)).toList();
  }
}
