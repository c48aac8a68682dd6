package io.flowmanager.mysql.server;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.port.Concurrently;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.schema.DefaultSchema;
import io.flowmanager.mysql.store.MysqlFlowRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationIT {
  private final DatabaseAddress address = TestServer.emptyDatabase();

  @AfterEach
  void tidyUp() {
    TestServer.drop(address);
  }

  @Test
  void makesTheTablesOnceThoughSeveralProcessesStartAtOnce() throws InterruptedException {
    List<Boolean> started =
        Concurrently.times(
            4,
            () -> {
              try (MysqlDatabase database = MysqlDatabase.open(address, 2)) {
                return database.isReachable();
              }
            });

    assertThat(started).containsOnly(true).hasSize(4);
    assertThat(tables())
        .containsExactlyInAnyOrder(
            "flow_flows",
            "flow_activeflows",
            "flow_steps",
            "flow_outbox",
            "flow_redelivered",
            "flow_parked",
            "flow_signed_on",
            "flow_leases",
            "flow_claims",
            "flow_schema_history");
  }

  /** Flyway by itself trips where another one has made its table and not begun it yet. */
  @Test
  void touchesNothingWhileAnotherProcessIsAtIt() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection other = TestServer.connect(address)) {
      DSLContext holder = DSL.using(other, SQLDialect.MARIADB);
      var lock = NamedLock.ofDatabase("flow_schema");
      assertThat(lock.take(holder, Duration.ZERO)).isTrue();

      Future<MysqlDatabase> opened = threads.submit(() -> MysqlDatabase.open(address, 2));

      await().until(() -> isWaitedFor(holder));
      assertThat(tables()).isEmpty();

      lock.release(holder);
      opened.get(30, TimeUnit.SECONDS).close();
      assertThat(tables()).contains("flow_flows");
    }
  }

  private static boolean isWaitedFor(DSLContext db) {
    return db.fetchExists(
        DSL.selectOne()
            .from("information_schema.processlist")
            .where("db = database() and state = 'User lock'"));
  }

  @Test
  void leavesWhatIsStoredAloneWhenStartedAgain() {
    var flow = flow(NOON);
    try (MysqlDatabase database = MysqlDatabase.open(address, 2)) {
      new MysqlFlowRepository(database).create(flow, Optional.empty(), List.of());
    }

    try (MysqlDatabase database = MysqlDatabase.open(address, 2)) {
      assertThat(new MysqlFlowRepository(database).find(flow.id()))
          .contains(new Versioned<>(flow, 1));
    }
  }

  @Test
  void settlesBesideTheTablesOfOtherServices() {
    TestServer.run(address, "CREATE TABLE call_calls (id INT PRIMARY KEY)");

    MysqlDatabase.open(address, 2).close();

    assertThat(tables()).contains("call_calls", "flow_flows");
  }

  @Test
  void bringsAnEarlierSchemaUpToDate() throws SQLException {
    Flyway.configure()
        .dataSource(address.url(), address.user(), address.password())
        .table("flow_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target("4")
        .load()
        .migrate();
    assertThat(columns("flow_activeflows")).doesNotContainKey("worker_id");

    MysqlDatabase.open(address, 2).close();

    assertThat(columns("flow_activeflows")).containsKey("worker_id");
  }

  @Test
  void refusesASchemaWhoseNewestScriptFailed() {
    MysqlDatabase.open(address, 2).close();
    TestServer.run(
        address,
        "UPDATE flow_schema_history SET success = 0 WHERE version = '%s'"
            .formatted(Migration.NEWEST_SCRIPT));

    assertThatThrownBy(() -> MysqlDatabase.open(address, 2))
        .hasMessageContaining("failed migration");
  }

  /** What is compiled was made from the migrations by a parser: here is what the server made. */
  @Test
  void makesTheColumnsThatTheCompiledTablesHave() throws SQLException {
    MysqlDatabase.open(address, 2).close();

    for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
      var compiled = new TreeMap<String, String>();
      for (Field<?> field : table.fields()) {
        compiled.put(
            field.getName(), kindOf(field) + (field.getDataType().nullable() ? "" : " not null"));
      }
      assertThat(columns(table.getName())).as(table.getName()).isEqualTo(compiled);
    }
  }

  /** The type without its length, as information_schema has it. */
  private static String kindOf(Field<?> field) {
    String type = field.getDataType().getTypeName().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "integer" -> "int";
      case "boolean" -> "tinyint";
      case "timestamp" -> "datetime";
      // The parser makes one type of both.
      case "clob", "longtext" -> "text";
      default -> type;
    };
  }

  private Map<String, String> columns(String table) throws SQLException {
    var columns = new TreeMap<String, String>();
    try (Connection connection = TestServer.connect(address);
        var statement =
            connection.prepareStatement(
                """
                SELECT column_name, data_type, is_nullable FROM information_schema.columns
                WHERE table_schema = ? AND table_name = ?
                """)) {
      statement.setString(1, address.database());
      statement.setString(2, table);
      var found = statement.executeQuery();
      while (found.next()) {
        columns.put(
            found.getString(1),
            found.getString(2).replace("longtext", "text").replace("longblob", "blob")
                + (found.getString(3).equals("YES") ? "" : " not null"));
      }
    }
    return columns;
  }

  private Set<String> tables() {
    var tables = new TreeSet<String>();
    try (Connection connection = TestServer.connect(address);
        var statement = connection.createStatement();
        var found = statement.executeQuery("SHOW TABLES")) {
      while (found.next()) {
        tables.add(found.getString(1));
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
    return tables;
  }
}
