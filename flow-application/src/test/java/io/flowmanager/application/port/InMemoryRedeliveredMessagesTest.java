package io.flowmanager.application.port;

import static io.flowmanager.application.port.PortExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryRedeliveredMessagesTest implements RedeliveredMessagesContract {
  private final SettableClock clock = new SettableClock(NOON);
  private final RedeliveredMessages messages = new InMemoryRedeliveredMessages(clock);

  @Override
  public RedeliveredMessages messages() {
    return messages;
  }

  @Test
  void forgetWhoEndedLongAgo() {
    messages.signOn(ONE);
    messages.markEnded(ONE);

    clock.set(NOON.plus(Duration.ofMinutes(11)));

    assertThat(messages.signedOn()).isEmpty();
  }
}
