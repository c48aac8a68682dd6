package io.flowmanager.bench;

import io.flowmanager.mysql.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The database under the flow manager, asked past it. */
final class Database implements AutoCloseable {
  /** The counters of a server for all its clients together, by the names that are reported. */
  private static final Map<String, String> COUNTED =
      Map.ofEntries(
          Map.entry("Questions", "statements"),
          Map.entry("Com_select", "select"),
          Map.entry("Com_insert", "insert"),
          Map.entry("Com_insert_select", "insert"),
          Map.entry("Com_update", "update"),
          Map.entry("Com_delete", "delete"),
          Map.entry("Com_begin", "begin"),
          Map.entry("Com_commit", "commit"),
          Map.entry("Com_stmt_prepare", "prepare"),
          Map.entry("Bytes_received", "bytes received"),
          Map.entry("Innodb_os_log_fsyncs", "sync"));

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  static Database at(DatabaseAddress address) throws SQLException {
    return new Database(connect(address));
  }

  /** A connection as plain as can be, with prepared statements kept on the server. */
  static Connection connect(DatabaseAddress address) throws SQLException {
    var properties = new Properties();
    properties.putAll(address.driverProperties());
    properties.put("user", address.user());
    properties.put("password", address.password());
    properties.put("useServerPrepStmts", "true");
    properties.put("cachePrepStmts", "true");
    return DriverManager.getConnection(
        "jdbc:mysql://%s/%s".formatted(address.hosts(), address.database()), properties);
  }

  /** The counters' values since the server started. */
  Map<String, Long> counts() {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS")) {
      var counts = new TreeMap<String, Long>();
      while (rows.next()) {
        String name = COUNTED.get(rows.getString(1));
        if (name != null) {
          counts.merge(name, rows.getLong(2), Long::sum);
        }
      }
      return counts;
    } catch (SQLException failure) {
      throw new IllegalStateException("Expected the database to tell its counts", failure);
    }
  }

  /** The server's name and version, and whether a commit is on disk when it is answered. */
  String description() {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT @@version, @@innodb_flush_log_at_trx_commit")) {
      row.next();
      return "%s, innodb_flush_log_at_trx_commit=%s"
          .formatted(product(row.getString(1)), row.getString(2));
    } catch (SQLException failure) {
      throw new IllegalStateException("Expected the database to tell its version", failure);
    }
  }

  /** Takes away a table that was made for this. */
  void drop(String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + table);
    }
  }

  private static String product(String version) {
    boolean isMaria = version.toLowerCase(Locale.ROOT).contains("mariadb");
    return (isMaria ? "MariaDB " : "MySQL ") + version.replaceFirst("-.*", "");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
