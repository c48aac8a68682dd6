package io.flowmanager.application.port;

import static io.flowmanager.application.port.PortExamples.NOON;

import java.time.Duration;

class InMemoryOutboxTest implements OutboxContract {
  private final SettableClock clock = new SettableClock(NOON);
  private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
  private final InMemoryFlowRepository flows = new InMemoryFlowRepository(outbox, clock);

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public FlowRepository flows() {
    return flows;
  }

  @Override
  public void elapse(Duration time) {
    clock.advance(time);
  }
}
