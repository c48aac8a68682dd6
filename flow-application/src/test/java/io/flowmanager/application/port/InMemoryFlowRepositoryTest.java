package io.flowmanager.application.port;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

class InMemoryFlowRepositoryTest implements FlowRepositoryContract {
  private final SettableClock clock = new SettableClock(PortExamples.NOON);
  private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
  private final InMemoryFlowRepository flows = new InMemoryFlowRepository(outbox, clock);

  @Override
  public FlowRepository flows() {
    return flows;
  }

  @Override
  public void elapse(Duration time) {
    clock.advance(time);
  }

  @Override
  public List<Outbox.Entry> waitingFor(UUID owner) {
    return outbox.waiting().stream().filter(entry -> entry.key().owner().equals(owner)).toList();
  }
}
