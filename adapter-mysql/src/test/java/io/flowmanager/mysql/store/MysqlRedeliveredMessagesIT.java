package io.flowmanager.mysql.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.RedeliveredMessages;
import io.flowmanager.application.port.RedeliveredMessagesContract;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class MysqlRedeliveredMessagesIT implements RedeliveredMessagesContract {
  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database = MysqlDatabase.open(address, 4);
  private final RedeliveredMessages redelivered = new MysqlRedeliveredMessages(database);

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
    redelivered.signOn(OTHER);
    redelivered.markEnded(OTHER);
    assertThat(redelivered.signedOn()).contains(OTHER);

    letPass("11 minute");

    assertThat(redelivered.signedOn()).doesNotContain(OTHER);
  }

  /** By the server's clock, which no test can set. */
  private void letPass(String time) {
    int marked =
        database.ask(
            db -> db.execute("update flow_signed_on set tm_end = tm_end - interval " + time));
    assertThat(marked).isPositive();
  }
}
