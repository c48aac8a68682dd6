package io.flowmanager.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.app.running.DaemonProcess;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/**
 * A daemon whose database takes no writes, or does not answer, or must not be changed. Its account
 * has no privileges of its own, as in production.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DatabaseTroubleSuite {
  /** As long as callers wait. */
  private static final Duration CALLERS_WAIT = Duration.ofSeconds(3);

  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(2);

  private static final String CREATION =
      "{\"customer_id\":\"%s\",\"type\":\"flow\",\"persist\":true,\"actions\":[]}"
          .formatted(SimulatedCall.CUSTOMER);

  private final Servers servers = new Servers();

  DatabaseTroubleSuite() {
    run("CREATE USER plain@'%' IDENTIFIED BY 'plain'");
    run("CREATE USER plain@localhost IDENTIFIED BY 'plain'");
    run("GRANT ALL ON flow_manager.* TO plain@'%'");
    run("GRANT ALL ON flow_manager.* TO plain@localhost");
    run("CREATE DATABASE forbidden");
    run("GRANT SELECT, INSERT, UPDATE, DELETE ON forbidden.* TO plain@'%'");
    run("GRANT SELECT, INSERT, UPDATE, DELETE ON forbidden.* TO plain@localhost");
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  private void run(String sql) {
    try (var connection = DriverManager.getConnection(servers.jdbcUrl(), "flow", "flow");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private String hosts() {
    return servers.jdbcUrl().replaceFirst("^jdbc:mysql://([^/]+)/.*$", "$1");
  }

  private List<String> flags(String hosts, String database) {
    var flags = new ArrayList<>(servers.flags());
    flags.set(flags.indexOf("-dbDSN") + 1, "plain:plain@tcp(%s)/%s".formatted(hosts, database));
    return flags;
  }

  private static int status(Optional<JsonNode> answer) {
    return answer.map(node -> node.path("status_code").asInt(0)).orElse(0);
  }

  private static Optional<JsonNode> create(Line line) throws InterruptedException {
    return line.ask("POST", "/v1/flows", CREATION, CALLERS_WAIT, 1);
  }

  @Test
  void saysThatTheDatabaseIsReadOnlyAndServesAgainAtOnce() throws Exception {
    try (var daemon = DaemonProcess.start(flags(hosts(), "flow_manager"));
        var line = new Line(servers.broker())) {
      assertThat(status(create(line))).isEqualTo(200);
      run("SET GLOBAL read_only = 1");

      Optional<JsonNode> refused = create(line);
      for (int again = 0; again < 20; again++) {
        assertThat(status(create(line))).isEqualTo(503);
      }

      assertThat(status(refused)).isEqualTo(503);
      assertThat(refused.orElseThrow().toString()).contains("it is read-only");
      run("SET GLOBAL read_only = 0");
      await().atMost(RECOVERED_WITHIN).until(() -> status(create(line)) == 200);
      assertThat(daemon.saidTimes("takes no writes: it is read-only (")).isEqualTo(1);
    } finally {
      run("SET GLOBAL read_only = 0");
    }
  }

  @Test
  void refusesInTimeWhileTheDatabaseIsFrozen() throws Exception {
    try (var proxy = new SwitchableProxy(hosts());
        var daemon = DaemonProcess.start(flags(proxy.address(), "flow_manager"));
        var line = new Line(servers.broker())) {
      assertThat(status(create(line))).isEqualTo(200);
      proxy.freeze();

      for (int again = 0; again < 3; again++) {
        assertThat(status(create(line))).as("within what callers wait").isEqualTo(503);
      }

      proxy.cut();
      proxy.thaw();
      await().atMost(Duration.ofSeconds(5)).until(() -> status(create(line)) == 200);
      assertThat(daemon.saidTimes("The database does not answer (")).isBetween(1L, 2L);
    }
  }

  @Test
  void endsAtOnceWhereItMayNotMakeItsTables() {
    long began = System.nanoTime();

    try (var daemon = DaemonProcess.begin(flags(hosts(), "forbidden"))) {
      assertThat(daemon.awaitEnd()).isEqualTo(1);

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      assertThat(daemon.saidTimes("CREATE command denied")).isEqualTo(1);
    }
  }
}
