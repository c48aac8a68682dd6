package io.flowmanager.mysql.server;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.activeflow;
import static io.flowmanager.application.port.PortExamples.birth;
import static io.flowmanager.application.port.PortExamples.flow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.commit.SqlStatement;
import io.flowmanager.mysql.store.MysqlActiveflowStore;
import io.flowmanager.mysql.store.MysqlFlowRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The database of an account without privileges of its own, as in production. The embedded one has
 * no accounts.
 */
@Tag("installed")
class StoreTroubleIT {
  private static final String USER = "flow_plain";

  private final DatabaseAddress all = TestServer.emptyDatabase();
  private final DatabaseAddress address = all.as(USER, "plain");

  StoreTroubleIT() {
    run("CREATE USER IF NOT EXISTS " + USER + "@'%' IDENTIFIED BY 'plain'");
    run("CREATE USER IF NOT EXISTS " + USER + "@localhost IDENTIFIED BY 'plain'");
    grant("ALL PRIVILEGES");
  }

  @AfterEach
  void tidyUp() {
    run("SET GLOBAL read_only = 0");
    run("SET GLOBAL init_connect = ''");
    run("SET GLOBAL max_allowed_packet = 16777216");
    run("DROP USER " + USER + "@'%'");
    run("DROP USER " + USER + "@localhost");
    TestServer.drop(all);
  }

  private void run(String sql) {
    TestServer.run(all, sql);
  }

  private void grant(String privileges) {
    for (String host : List.of("'%'", "localhost")) {
      run("GRANT %s ON %s.* TO %s@%s".formatted(privileges, all.database(), USER, host));
    }
  }

  private static MysqlActiveflowStore activeflows(MysqlDatabase database) {
    return new MysqlActiveflowStore(database, TestServer.ALONE);
  }

  private static void create(MysqlDatabase database) {
    activeflows(database).create(birth(activeflow(NOON)));
  }

  private static void assertReadOnly(ThrowingCallable request) {
    assertThatThrownBy(request)
        .hasMessage(Trouble.READ_ONLY.expectation())
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.STORE_UNAVAILABLE));
  }

  @Test
  void saysThatTheServerIsReadOnlyAndGoesOnWhenItIsNot() {
    try (MysqlDatabase database = MysqlDatabase.open(address, 2)) {
      run("SET GLOBAL read_only = 1");

      assertReadOnly(() -> create(database));
      assertThat(database.isReachable()).isFalse();
      assertThat(database.trouble())
          .hasValueSatisfying(told -> assertThat(told).contains("read-only"));

      run("SET GLOBAL read_only = 0");
      create(database);
      assertThat(database.isReachable()).isTrue();
    }
  }

  /** The former primary answers questions as if nothing had happened since. */
  @Test
  void believesNoActiveflowFromAServerThatTakesNoWrites() {
    try (MysqlDatabase database = MysqlDatabase.open(address, 2)) {
      var born = birth(activeflow(NOON));
      activeflows(database).create(born);
      run("SET GLOBAL read_only = 1");

      assertReadOnly(() -> activeflows(database).find(born.activeflow().id()));
      assertReadOnly(() -> activeflows(database).find(activeflow(NOON).id()));

      run("SET GLOBAL read_only = 0");
      assertThat(activeflows(database).find(born.activeflow().id())).isPresent();
    }
  }

  /**
   * Connections that will never take a write again, as a switch-over behind a proxy leaves them.
   */
  @Test
  void givesUpEveryConnectionOnceOneTakesNoWrites() {
    try (MysqlDatabase database = MysqlDatabase.open(address, 4)) {
      create(database);
      run("SET GLOBAL init_connect = 'SET SESSION TRANSACTION READ ONLY'");
      TestServer.killConnections(address);
      assertReadOnly(() -> create(database));

      run("SET GLOBAL init_connect = ''");
      await()
          .atMost(Duration.ofSeconds(2))
          .ignoreExceptions()
          .until(() -> {
            create(database);
            return true;
          });
      for (int again = 0; again < 8; again++) {
        create(database);
      }
    }
  }

  @Test
  void waitsForAServerThatIsReadOnlyAtTheStart() {
    run("SET GLOBAL read_only = 1");

    assertReadOnly(() -> MysqlDatabase.open(address, 2));

    assertThat(tables()).isEmpty();
  }

  @Test
  void refusesForGoodWhatTheServerCannotTakeAtOnce() {
    run("SET GLOBAL max_allowed_packet = 1048576");
    try (MysqlDatabase database = MysqlDatabase.open(address, 2)) {
      var large = flow(flow(NOON).customer(), "x".repeat(2_000_000), NOON);
      var flows = new MysqlFlowRepository(database);

      assertThatThrownBy(() -> flows.create(large, Optional.empty(), List.of()))
          .asInstanceOf(type(FlowException.class))
          .matches(failure -> failure.isFor(Reason.CHANGE_TOO_LARGE));
      create(database);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET NAMES latin1",
        "SET NAMES gbk",
        "SET NAMES utf8mb3",
        "SET character_set_results = latin1",
        "SET autocommit = 0"
      })
  void keepsTextsWhateverTheServerSaysToItsClients(String greeting) {
    run("SET GLOBAL init_connect = '%s'".formatted(greeting));
    for (String text :
        List.of("\u00E4\u00DF \u96FB\u8A71 \uD83D\uDCDE", "\\ \u00E4 \uD83D\uDCDE")) {
      var flow = flow(flow(NOON).customer(), text, NOON);
      try (MysqlDatabase database = MysqlDatabase.open(address, 2)) {
        var flows = new MysqlFlowRepository(database);
        flows.create(flow, Optional.empty(), List.of());

        assertThat(flows.find(flow.id()).orElseThrow().value().label().name()).isEqualTo(text);
        database.run(SqlStatement.once(touch()));
      }
      assertThat(storedNames()).contains(text);
    }
  }

  private static Query touch() {
    return DSL.query("update flow_flows set detail = '\u00E4\uD83D\uDCDE'");
  }

  @Test
  void makesNothingWhereTablesOfOthersAreInTheWay() {
    run("CREATE TABLE flow_outbox (id INT PRIMARY KEY)");

    assertThatThrownBy(() -> MysqlDatabase.open(address, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Expected to make the table flow_outbox, but the database has one that is not ours");

    assertThat(tables()).containsExactly("flow_outbox");
  }

  @Test
  void saysWhatAnAccountMayNotDo() {
    revokeAllBut("SELECT, INSERT, UPDATE, DELETE");

    assertThatThrownBy(() -> MysqlDatabase.open(address, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CREATE command denied");

    assertThat(tables()).isEmpty();
  }

  @Test
  void leavesNoRowOfAScriptThatDidNothing() {
    Flyway.configure()
        .dataSource(all.url(), all.user(), all.password())
        .table("flow_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target("8")
        .load()
        .migrate();
    revokeAllBut("SELECT, INSERT, UPDATE, DELETE");

    assertThatThrownBy(() -> MysqlDatabase.open(address, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("command denied");
    grant("ALL PRIVILEGES");

    MysqlDatabase.open(address, 2).close();
  }

  private void revokeAllBut(String privileges) {
    for (String host : List.of("'%'", "localhost")) {
      run("REVOKE ALL PRIVILEGES ON %s.* FROM %s@%s".formatted(all.database(), USER, host));
    }
    grant(privileges);
  }

  private List<String> tables() {
    return texts("SHOW TABLES");
  }

  /** By the server's own bytes. */
  private List<String> storedNames() {
    return texts("SELECT HEX(name) FROM flow_flows").stream()
        .map(hex -> new String(HexFormat.of().parseHex(hex), UTF_8))
        .toList();
  }

  private List<String> texts(String question) {
    var texts = new ArrayList<String>();
    try (Connection connection = TestServer.connect(all);
        var statement = connection.createStatement();
        var found = statement.executeQuery(question)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
    return texts;
  }
}
