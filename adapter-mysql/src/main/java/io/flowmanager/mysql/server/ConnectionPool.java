package io.flowmanager.mysql.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.mysql.commit.GroupCommit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A pool of connections to the database, each as this package wants them. Every method may be
 * called from any thread.
 */
final class ConnectionPool implements AutoCloseable {
  /** The wait for a connection while all are taken or the server is away. */
  private static final Duration CONNECTION_WAIT_MAX = Duration.ofMillis(1500);

  /** The wait for one that was idle to show that it still works; the pool takes no less. */
  private static final Duration ALIVE_WAIT_MAX = Duration.ofMillis(250);

  private static final String ANSWER_WAIT = Long.toString(MysqlDatabase.ANSWER_WAIT_MAX.toMillis());

  private final HikariDataSource connections;

  private ConnectionPool(HikariDataSource connections) {
    this.connections = connections;
  }

  /**
   * A pool for requests.
   *
   * @throws FlowException STORE_UNAVAILABLE, after a few seconds
   */
  static ConnectionPool forRequests(DatabaseAddress address, int connectionsMax) {
    return connected(config(address, "mysql", connectionsMax, inTime()));
  }

  /** A pool for commits in groups, which need not find the server at once. */
  static ConnectionPool forGroups(DatabaseAddress address) {
    HikariConfig config = config(address, "mysql-groups", GroupCommit.COMMITTERS, inTime());
    config.setConnectionInitSql("set autocommit = 0");
    // The first pool has found the server; this one need not hold up the start.
    config.setInitializationFailTimeout(-1);
    return connected(config);
  }

  /**
   * A pool for a migration, whose statements take as long as they take.
   *
   * @throws FlowException STORE_UNAVAILABLE, after a few seconds
   */
  static ConnectionPool forMigration(DatabaseAddress address) {
    HikariConfig config = config(address, "migration", Migration.CONNECTIONS, Map.of());
    config.setConnectionInitSql("set session wait_timeout = " + Migration.SILENCE_MAX.toSeconds());
    return connected(config);
  }

  /** A pool of one connection that comes from elsewhere. */
  static ConnectionPool of(DataSource source) {
    var config = new HikariConfig();
    config.setPoolName("nobody");
    config.setMaximumPoolSize(1);
    config.setDataSource(source);
    return new ConnectionPool(new HikariDataSource(config));
  }

  private static Map<String, String> inTime() {
    return Map.of("socketTimeout", ANSWER_WAIT);
  }

  private static HikariConfig config(
      DatabaseAddress address, String name, int connectionsMax, Map<String, String> more) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connectionsMax);
    config.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
    config.setInitializationFailTimeout(CONNECTION_WAIT_MAX.toMillis());
    config.setValidationTimeout(ALIVE_WAIT_MAX.toMillis());
    config.setMaxLifetime(MysqlDatabase.CONNECTION_LIFE_MAX.toMillis());
    // Rows are found by key: no gaps between them need locking, and fewer locks are fewer
    // deadlocks.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    ConnectionProperties.of(address, MysqlDatabase.LOCK_WAIT_MAX, more)
        .forEach(config::addDataSourceProperty);
    return config;
  }

  private static ConnectionPool connected(HikariConfig config) {
    try {
      return new ConnectionPool(new HikariDataSource(config));
    } catch (PoolInitializationException failure) {
      throw new FlowException(
          Reason.STORE_UNAVAILABLE,
          "Expected the database at %s to answer, but it did not".formatted(config.getJdbcUrl()),
          failure);
    }
  }

  /** The connections as a source for libraries that take them one by one. */
  DataSource source() {
    return connections;
  }

  /** Work on a connection, which may leave it inside a transaction where it fails. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Does work on a connection.
   *
   * @throws SQLException also where no connection was to be had in time
   */
  <T> T run(Work<T> work, Deadline deadline) throws SQLException {
    try (Connection connection = connection(deadline)) {
      try {
        return work.on(connection);
      } catch (SQLException | RuntimeException failure) {
        leaveTransaction(connection);
        throw failure;
      }
    }
  }

  /** A connection whose answers come by the deadline, or not at all. */
  Connection connection(Deadline deadline) throws SQLException {
    Connection connection = connections.getConnection();
    try {
      Duration left = deadline.left();
      if (left.isNegative() || left.isZero()) {
        throw new SQLTransientConnectionException(
            "Expected a connection to the database in time, but it came too late");
      }
      // Where nothing was waited for, the connection's own limit does.
      if (left.compareTo(MysqlDatabase.ANSWER_WAIT_MAX) < 0
          || left.compareTo(MysqlDatabase.WAIT_MAX) > 0) {
        connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, left.toMillis()));
      }
      return connection;
    } catch (SQLException | RuntimeException refused) {
      connection.close();
      throw refused;
    }
  }

  /** The driver does not know of the transaction, because the script began it. */
  private void leaveTransaction(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback");
    } catch (SQLException broken) {
      connections.evictConnection(connection);
    }
  }

  /** Gives up all connections. Those in use are closed when they come back. */
  void giveUp() {
    figures().softEvictConnections();
  }

  /** The use of the connections right now. */
  HikariPoolMXBean figures() {
    return connections.getHikariPoolMXBean();
  }

  @Override
  public void close() {
    connections.close();
  }
}
