package io.flowmanager.mysql;

import static io.flowmanager.application.port.PortExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.RedeliveredMessages;
import io.flowmanager.application.port.RedeliveredMessagesContract;
import io.flowmanager.application.port.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class MysqlRedeliveredMessagesIT implements RedeliveredMessagesContract {
  private final SettableClock clock = new SettableClock(NOON);
  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database = MysqlDatabase.open(address, 4);
  private final RedeliveredMessages redelivered = new MysqlRedeliveredMessages(database, clock);

  @AfterAll
  void tidyUp() {
    database.close();
    TestServer.drop(address);
  }

  @Override
  public RedeliveredMessages messages() {
    return redelivered;
  }

  @Test
  void forgetWhoEndedLongAgo() {
    clock.set(NOON);
    redelivered.signOn(OTHER);
    redelivered.markEnded(OTHER);

    clock.set(NOON.plus(Duration.ofMinutes(11)));

    assertThat(redelivered.signedOn()).doesNotContain(OTHER);
  }
}
