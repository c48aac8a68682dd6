package io.flowmanager.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.ProcessesContract;
import io.flowmanager.domain.id.ProcessId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class MysqlProcessesIT implements ProcessesContract {
  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database = MysqlDatabase.open(address, 4);

  @AfterAll
  void tidyUp() {
    database.close();
    TestServer.drop(address);
  }

  @Override
  public Processes begin() {
    return ProcessOnServer.begin(database);
  }

  @Override
  public void end(Processes process) {
    ProcessOnServer.end(process);
  }

  @Test
  void areThereAgainAfterEveryConnectionWasLost() {
    MysqlProcesses one = ProcessOnServer.begin(database);
    MysqlProcesses other = ProcessOnServer.begin(database);

    TestServer.killConnections(address);

    await().until(() -> one.canTell() && one.isThere(other.self()) && other.isThere(one.self()));
  }

  @Test
  void takeNobodyToBeGoneUntilTheyWereThereForAWhileThemselves() {
    try (MysqlProcesses patient = MysqlProcesses.begin(database, Duration.ofHours(1))) {
      assertThat(patient.isThere(new ProcessId(UUID.randomUUID()))).isTrue();
    }
  }
}
