package io.flowmanager.mysql.store;

import io.flowmanager.application.port.ParkedMessages;
import io.flowmanager.application.port.ParkedMessagesContract;
import io.flowmanager.application.port.RedeliveredMessages;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class MysqlParkedMessagesIT implements ParkedMessagesContract {
  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database = MysqlDatabase.open(address, 4);
  private final RedeliveredMessages redelivered = new MysqlRedeliveredMessages(database);
  private final ParkedMessages parked = new MysqlParkedMessages(database);

  @AfterAll
  void tidyUp() {
    database.close();
    TestServer.drop(address);
  }

  @Override
  public ParkedMessages parked() {
    return parked;
  }

  @Override
  public RedeliveredMessages redelivered() {
    return redelivered;
  }
}
