package io.flowmanager.app.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A MariaDB of a test's own that can be one of a pair: what is written to one of them, the other
 * one can follow.
 */
final class DatabaseServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Not written to the log of changes: each of the pair has it by itself. */
  private static final String BEGINNING =
      """
      SET sql_log_bin = 0;
      CREATE DATABASE IF NOT EXISTS flow_manager CHARACTER SET utf8mb4;
      CREATE USER IF NOT EXISTS flow@'%' IDENTIFIED BY 'flow';
      CREATE USER IF NOT EXISTS plain@'%' IDENTIFIED BY 'plain';
      GRANT ALL PRIVILEGES ON *.* TO flow@'%' WITH GRANT OPTION;
      GRANT ALL PRIVILEGES ON flow_manager.* TO plain@'%';
      SET sql_log_bin = 1;
      """;

  private final Path folder;
  private final int port;
  private final Process process;

  /**
   * Starts it, and waits until it answers.
   *
   * @param number of the server, another one for each of a pair
   */
  DatabaseServer(int number) throws IOException, InterruptedException {
    // A socket's path is short.
    folder = Files.createTempDirectory("flow-db-");
    port = freePort();
    Path beginning = Files.writeString(folder.resolve("init.sql"), BEGINNING);
    run(
        "mariadb-install-db",
        "--no-defaults",
        "--user=" + System.getProperty("user.name"),
        "--datadir=" + folder.resolve("data"),
        "--skip-test-db",
        "--auth-root-authentication-method=normal");
    process =
        begin(
            "mariadbd",
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--datadir=" + folder.resolve("data"),
            "--tmpdir=" + folder,
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("sock"),
            "--pid-file=" + folder.resolve("pid"),
            "--init-file=" + beginning,
            "--innodb-flush-log-at-trx-commit=1",
            "--skip-name-resolve",
            "--skip-slave-start",
            "--server-id=" + number,
            "--log-bin=changes",
            "--log-slave-updates",
            "--binlog-format=ROW");
    try {
      await("a database at " + address()).atMost(PATIENCE).until(this::answers);
    } catch (RuntimeException never) {
      close();
      throw never;
    }
  }

  private boolean answers() {
    try (Connection connection = connection()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://%s/flow_manager?sslMode=DISABLED".formatted(address()), "flow", "flow");
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void run(String sql) {
    try (Connection connection = connection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }

  /** The first value of the first row; empty where there is none. */
  Optional<String> value(String sql) {
    try (Connection connection = connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }

  /** Takes no writes but those of the other one, which it follows from the beginning. */
  void follow(DatabaseServer other) {
    run("SET GLOBAL read_only = 1");
    run(
        """
        CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = 'flow',
        MASTER_PASSWORD = 'flow', MASTER_USE_GTID = slave_pos
        """
            .formatted(other.port));
    run("START SLAVE");
  }

  /** Takes no more writes; who is connected stays so. */
  void demote() {
    run("SET GLOBAL read_only = 1");
  }

  /** Has all that the other one, which takes no writes any more, ever wrote; then takes writes. */
  void promoteAfter(DatabaseServer other) {
    String position = other.value("SELECT @@gtid_binlog_pos").orElse("");
    String reached = value("SELECT MASTER_GTID_WAIT('%s', 20)".formatted(position)).orElse("none");
    if (!reached.equals("0")) {
      throw new AssertionError("Expected to catch up with %s, but did not".formatted(position));
    }
    run("STOP SLAVE");
    run("SET GLOBAL read_only = 0");
  }

  private void run(String... command) throws IOException, InterruptedException {
    int code = begin(command).waitFor();
    if (code != 0) {
      throw new IOException(
          "Expected '%s' to work, but it ended with %d; its log is in %s"
              .formatted(String.join(" ", command), code, folder));
    }
  }

  private Process begin(String... command) throws IOException {
    var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    // Where Debian keeps daemons; not on everyone's path.
    builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
    builder.command(Stream.concat(Stream.of("/usr/bin/env"), Stream.of(command)).toList());
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve(command[0] + ".log").toFile()));
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Without a farewell. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
