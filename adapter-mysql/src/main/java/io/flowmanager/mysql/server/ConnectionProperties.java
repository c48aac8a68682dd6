package io.flowmanager.mysql.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The properties that we set for Connector/J, by its own names. */
final class ConnectionProperties {
  /** The properties that an address may say otherwise. */
  private static final Map<String, String> STANDARD =
      Map.of(
          "connectTimeout",
          Long.toString(MysqlDatabase.CONNECT_WAIT_MAX.toMillis()),
          "tcpKeepAlive",
          "true");

  /** The properties that the queries of this package count on, or are fast by. */
  private static final Map<String, String> REQUIRED =
      Map.ofEntries(
          Map.entry("allowMultiQueries", "true"), // MultiStatement
          Map.entry("useAffectedRows", "false"), // a compare-and-set counts the rows it found
          Map.entry("characterEncoding", "UTF-8"), // utf8mb4, as the driver means it
          Map.entry("enableEscapeProcessing", "false"), // JSON's braces are none of JDBC's
          Map.entry("useServerPrepStmts", "true"),
          Map.entry("cachePrepStmts", "true"),
          Map.entry("prepStmtCacheSize", "250"),
          Map.entry("prepStmtCacheSqlLimit", "16384"),
          Map.entry("useLocalSessionState", "true"),
          Map.entry("cacheServerConfiguration", "true"),
          Map.entry("elideSetAutoCommits", "true"),
          Map.entry("blobSendChunkSize", "65536"), // BoundTransaction: it holds a piece in memory
          Map.entry("maintainTimeStats", "false"),
          Map.entry("openTelemetry", "DISABLED")); // it would take our tracing for an invitation

  private static final String SESSION_VARIABLES = "sessionVariables";

  /**
   * The settings that the driver takes for granted of a session and the server's {@code
   * init_connect} may have changed before we are asked. A collation that both MySQL and MariaDB
   * have; our columns have their own.
   */
  private static final String SESSION =
      String.join(
          ",",
          "character_set_client=utf8mb4",
          "character_set_results=utf8mb4",
          "character_set_connection=utf8mb4",
          "collation_connection=utf8mb4_general_ci",
          "autocommit=1");

  private ConnectionProperties() {}

  /**
   * @param lockWait how long a statement waits for another one's row, in whole seconds
   * @param more what this use of the address wants, unless the address itself says otherwise
   */
  static Map<String, String> of(
      DatabaseAddress address, Duration lockWait, Map<String, String> more) {
    var properties = new LinkedHashMap<>(STANDARD);
    properties.putAll(more);
    properties.putAll(address.driverProperties());
    properties.putAll(REQUIRED);
    // After the address's own, because the last one counts.
    properties.merge(
        SESSION_VARIABLES,
        SESSION + ",innodb_lock_wait_timeout=" + lockWait.toSeconds(),
        (theirs, ours) -> theirs + "," + ours);
    return properties;
  }
}
