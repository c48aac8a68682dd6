package io.flowmanager.mysql;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.port.Processes;
import io.flowmanager.mysql.lease.LeaseTimes;
import io.flowmanager.mysql.lease.MysqlProcesses;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that a test begins and ends, each on a line of its own to the server. */
public final class ProcessOnServer {
  /** Three times as fast as in earnest. */
  public static final LeaseTimes TIMES =
      new LeaseTimes(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(3));

  private static final Map<Processes, ProcessOnServer> ALL = new ConcurrentHashMap<>();

  private final Line line;
  private final MysqlDatabase database;

  private ProcessOnServer(Line line, MysqlDatabase database) {
    this.line = line;
    this.database = database;
  }

  /** A process that the server knows of. */
  public static MysqlProcesses begin(DatabaseAddress address) {
    return begin(address, TIMES);
  }

  public static MysqlProcesses begin(DatabaseAddress address, LeaseTimes times) {
    try {
      var line = new Line(address);
      MysqlDatabase database = MysqlDatabase.open(line.address(), 2);
      MysqlProcesses process = MysqlProcesses.begin(database, times);
      ALL.put(process, new ProcessOnServer(line, database));
      await().until(() -> process.trouble().isEmpty() && process.standing().members() > 0);
      return process;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ProcessOnServer of(Processes process) {
    return requireNonNull(ALL.get(process));
  }

  /** As the server sees a crash: the connections end, and nothing is said. */
  public static void end(Processes process) {
    try {
      of(process).line.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** As the server sees a machine that hangs: the connections are there, and nothing is said. */
  public static void freeze(Processes process) {
    of(process).line.freeze();
  }

  public static void thaw(Processes process) {
    of(process).line.thaw();
  }

  /** Ends it as it should be. */
  public static void close(MysqlProcesses process) {
    process.close();
    of(process).database.close();
    end(process);
    ALL.remove(process);
  }
}
