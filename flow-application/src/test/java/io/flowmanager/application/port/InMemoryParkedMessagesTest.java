package io.flowmanager.application.port;

import static io.flowmanager.application.port.PortExamples.NOON;

class InMemoryParkedMessagesTest implements ParkedMessagesContract {
  private final InMemoryRedeliveredMessages redelivered =
      new InMemoryRedeliveredMessages(new SettableClock(NOON));
  private final ParkedMessages parked = new InMemoryParkedMessages(redelivered);

  @Override
  public ParkedMessages parked() {
    return parked;
  }

  @Override
  public RedeliveredMessages redelivered() {
    return redelivered;
  }
}
