package io.flowmanager.mysql.store;

import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.ActiveflowStoreContract;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.Processes;
import io.flowmanager.mysql.ProcessOnServer;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.lease.MysqlProcesses;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class MysqlActiveflowStoreIT implements ActiveflowStoreContract {
  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database =
      MysqlDatabase.open(address, MysqlDatabase.CONNECTIONS_STANDARD);
  private final MysqlProcesses self = ProcessOnServer.begin(address);
  private final MysqlActiveflowStore activeflows = new MysqlActiveflowStore(database, self);

  @AfterAll
  void tidyUp() {
    ProcessOnServer.close(self);
    database.close();
    TestServer.drop(address);
  }

  @Override
  public Processes begin() {
    return ProcessOnServer.begin(address);
  }

  @Override
  public void end(Processes process) {
    ProcessOnServer.end(process);
  }

  @Override
  public ActiveflowStore activeflows() {
    return activeflows;
  }

  @Override
  public List<Outbox.Entry> waitingFor(UUID owner) {
    return TestServer.waitingFor(database, owner);
  }
}
