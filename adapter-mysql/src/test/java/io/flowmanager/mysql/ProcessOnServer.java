package io.flowmanager.mysql;

import static org.awaitility.Awaitility.await;

import io.flowmanager.application.port.Processes;
import java.time.Duration;

/** Processes that a test begins and ends. */
final class ProcessOnServer {
  private ProcessOnServer() {}

  /** One whose lock the server knows of. */
  static MysqlProcesses begin(MysqlDatabase database) {
    MysqlProcesses process = MysqlProcesses.begin(database, Duration.ZERO);
    await().until(process::canTell);
    return process;
  }

  static void end(Processes process) {
    ((MysqlProcesses) process).close();
  }
}
