package io.flowmanager.mysql;

import static java.util.Objects.requireNonNullElse;

import io.flowmanager.application.port.InMemoryProcesses;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.Processes;
import io.flowmanager.mysql.embedded.EmbeddedDatabase;
import io.flowmanager.mysql.schema.Tables;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.mysql.store.MysqlOutbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The server that tests run on: the one that FLOW_MYSQL_URL names, else an embedded one, started
 * once. Each test class has a database of its own in it.
 */
public final class TestServer {
  private static final Path DIRECTORY = Path.of("target", "embedded-database");

  private static final DatabaseAddress ADDRESS = find();

  /** ER_NO_SUCH_THREAD: the connection has ended by itself. */
  private static final int NO_SUCH_CONNECTION = 1094;

  /** The only process there is. */
  public static final Processes ALONE = new InMemoryProcesses().begin();

  private TestServer() {}

  private static DatabaseAddress find() {
    String url = requireNonNullElse(System.getenv("FLOW_MYSQL_URL"), "");
    if (!url.isEmpty()) {
      return DatabaseAddress.parse(url)
          .as(
              requireNonNullElse(System.getenv("FLOW_MYSQL_USER"), ""),
              requireNonNullElse(System.getenv("FLOW_MYSQL_PASSWORD"), ""));
    }
    EmbeddedDatabase embedded = EmbeddedDatabase.start(DIRECTORY);
    Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
    return embedded.address();
  }

  /** A new database, still empty. */
  public static DatabaseAddress emptyDatabase() {
    String name = "flow_it_" + UUID.randomUUID().toString().replace("-", "");
    run(ADDRESS, "CREATE DATABASE " + name);
    return ADDRESS.in(name);
  }

  /** Removes a database and all in it. */
  public static void drop(DatabaseAddress address) {
    run(ADDRESS, "DROP DATABASE " + address.database());
  }

  /** Connects without any of the adapter's settings. */
  public static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(
        address.url() + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
        address.user(),
        address.password());
  }

  public static void run(DatabaseAddress address, String sql) {
    try (Connection connection = connect(address);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Breaks every connection that anybody has to this database. */
  public static void killConnections(DatabaseAddress address) {
    try (Connection connection = connect(ADDRESS);
        var statement = connection.createStatement()) {
      var ids = new ArrayList<Long>();
      try (var found =
          statement.executeQuery(
              "SELECT id FROM information_schema.processlist WHERE db = '%s'"
                  .formatted(address.database()))) {
        while (found.next()) {
          ids.add(found.getLong(1));
        }
      }
      for (long id : ids) {
        kill(statement, id);
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void kill(Statement statement, long id) throws SQLException {
    try {
      statement.execute("KILL CONNECTION " + id);
    } catch (SQLException failure) {
      if (failure.getErrorCode() != NO_SUCH_CONNECTION) {
        throw failure;
      }
    }
  }

  /** Has all that waits or expires do so for that much longer. */
  public static void elapse(DatabaseAddress address, Duration time) {
    long micros = time.dividedBy(Duration.ofNanos(1000));
    run(
        address,
        "UPDATE flow_outbox SET tm_create = tm_create - INTERVAL %d MICROSECOND".formatted(micros));
    run(
        address,
        "UPDATE flow_flows SET tm_expire = tm_expire - INTERVAL %d MICROSECOND".formatted(micros));
  }

  public static List<Outbox.Entry> waitingFor(MysqlDatabase database, UUID owner) {
    return database.ask(db ->
        MysqlOutbox.entries(
            db,
            List.copyOf(
                db.select(Tables.FLOW_OUTBOX.fields())
                    .from(Tables.FLOW_OUTBOX)
                    .where(Tables.FLOW_OUTBOX.OWNER_ID.eq(owner))
                    .orderBy(Tables.FLOW_OUTBOX.VERSION, Tables.FLOW_OUTBOX.ORDINAL)
                    .fetch())));
  }
}
