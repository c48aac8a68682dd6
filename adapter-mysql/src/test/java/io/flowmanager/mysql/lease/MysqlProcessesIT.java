package io.flowmanager.mysql.lease;

import static io.flowmanager.mysql.schema.Tables.FLOW_LEASES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.ProcessesContract;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.mysql.Line;
import io.flowmanager.mysql.ProcessOnServer;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.mysql.server.NamedLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class MysqlProcessesIT implements ProcessesContract {
  /** Within this nobody's lease runs out, though a connection may be broken off. */
  private static final LeaseTimes LONG =
      new LeaseTimes(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofHours(1));

  private static final LeaseTimes PATIENT =
      new LeaseTimes(Duration.ofMillis(20), Duration.ofSeconds(6), Duration.ofHours(1));

  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database = MysqlDatabase.open(address, 4);
  private final List<MysqlProcesses> begun = new ArrayList<>();

  @AfterEach
  void endThem() {
    begun.forEach(ProcessOnServer::thaw);
    begun.forEach(ProcessOnServer::close);
    begun.clear();
  }

  @AfterAll
  void tidyUp() {
    database.close();
    TestServer.drop(address);
  }

  @Override
  public MysqlProcesses begin() {
    return begin(ProcessOnServer.TIMES);
  }

  private MysqlProcesses begin(LeaseTimes times) {
    MysqlProcesses process = ProcessOnServer.begin(address, times);
    begun.add(process);
    return process;
  }

  @Override
  public void end(Processes process) {
    ProcessOnServer.end(process);
  }

  @Override
  public void freeze(Processes process) {
    ProcessOnServer.freeze(process);
  }

  @Override
  public void awaitTheEndOfItsLease(Processes process) {
    await().until(() -> renewals(process.self()) < 0);
  }

  @Override
  public void thaw(Processes process) {
    ProcessOnServer.thaw(process);
  }

  /** -1: it has no lease. */
  private long renewals(ProcessId process) {
    return database.ask(db ->
        db.select(FLOW_LEASES.RENEWALS)
            .from(FLOW_LEASES)
            .where(FLOW_LEASES.PROCESS_ID.eq(process.value()))
            .fetchOptional(row -> row.value1())
            .orElse(-1L));
  }

  private void awaitRenewals(Processes... processes) {
    for (Processes process : processes) {
      long before = renewals(process.self());
      await().until(() -> renewals(process.self()) > before + 20);
    }
  }

  @Test
  void stayThereThoughEveryConnectionIsLostAgainAndAgain() {
    MysqlProcesses one = begin();
    MysqlProcesses other = begin();
    ProcessId first = one.self();
    ProcessId second = other.self();

    for (int time = 0; time < 5; time++) {
      TestServer.killConnections(address);
      await().until(() -> one.trouble().isEmpty() && other.trouble().isEmpty());
      assertThat(one.isThere(second)).isTrue();
      assertThat(other.isThere(first)).isTrue();
    }
    awaitRenewals(one, other);
    assertThat(one.self()).isEqualTo(first);
    assertThat(other.self()).isEqualTo(second);
    assertThat(one.isThere(second)).isTrue();
  }

  @Test
  void areGoneAtOnceForEverybodyWhenTheyEndAsTheyShould() {
    MysqlProcesses one = begin(LONG);
    MysqlProcesses other = begin(LONG);

    other.close();

    await().atMost(Duration.ofMillis(500)).until(() -> !one.isThere(other.self()));
    assertThat(renewals(other.self())).isEqualTo(-1);
  }

  @Test
  void areNotGoneForBeingSilentAsLongAsTheirConnectionIsThere() {
    MysqlProcesses one = begin(LONG);
    MysqlProcesses frozen = begin(LONG);
    ProcessId before = frozen.self();

    freeze(frozen);
    awaitRenewals(one);

    assertThat(one.isThere(before)).isTrue();
    assertThat(frozen.self()).isEqualTo(before);
    thaw(frozen);
    assertThat(frozen.isStill(before, PATIENCE)).isTrue();
  }

  @Test
  void areGoneSoonOnceTheirConnectionEnded() {
    MysqlProcesses one = begin(LONG);
    MysqlProcesses other = begin(LONG);

    end(other);

    await().atMost(Duration.ofSeconds(6)).until(() -> !one.isThere(other.self()));
  }

  @Test
  void areNotGoneSoonWhereTheyRenewedTheirLeaseOnAnotherServer() {
    MysqlProcesses one = begin(LONG);
    MysqlProcesses other = begin(LONG);
    end(other);
    TestServer.run(
        address,
        "UPDATE flow_leases SET server = 'elsewhere:3306 1' WHERE process_id = X'%s'"
            .formatted(other.self().value().toString().replace("-", "")));

    awaitRenewals(one);

    assertThat(one.isThere(other.self())).isTrue();
  }

  @Test
  void noticeThatOthersAreOnAnotherServer() {
    MysqlProcesses one = begin();
    var elsewhere = new ProcessId(UUID.randomUUID());
    String id = elsewhere.value().toString().replace("-", "");
    TestServer.run(
        address,
        "INSERT INTO flow_leases VALUES (X'%s', 'elsewhere:3306 1', 0, utc_timestamp(6))"
            .formatted(id));

    await()
        .until(() -> {
          TestServer.run(
              address,
              "UPDATE flow_leases SET renewals = renewals + 1 WHERE process_id = X'%s'"
                  .formatted(id));
          return one.standing().otherServers() == 1;
        });
    assertThat(one.isThere(elsewhere)).isTrue();

    await().until(() -> !one.isThere(elsewhere) && one.standing().otherServers() == 0);
  }

  @Test
  void areThereWhateverTheServersClockSays() {
    MysqlProcesses one = begin();
    MysqlProcesses other = begin();
    ProcessId before = other.self();

    TestServer.run(address, "UPDATE flow_leases SET tm_renew = tm_renew - INTERVAL 1 DAY");
    assertThat(one.isThere(before)).isTrue();
    TestServer.run(address, "UPDATE flow_leases SET tm_renew = tm_renew + INTERVAL 2 DAY");
    awaitRenewals(one, other);

    assertThat(one.isThere(before)).isTrue();
    assertThat(other.self()).isEqualTo(before);
  }

  @Test
  void goOnOverAnotherConnectionInTimeAndLoseNothing() throws Exception {
    try (var line = new Line(address);
        MysqlDatabase over = MysqlDatabase.open(line.address(), 2);
        MysqlProcesses restless = MysqlProcesses.begin(over, PATIENT, Duration.ofMillis(100))) {
      await().until(() -> restless.trouble().isEmpty());
      ProcessId self = restless.self();
      long before = renewals(self);

      while (renewals(self) < before + 40) {
        assertThat(restless.trouble()).isEmpty();
        assertThat(restless.isStill(self, Duration.ZERO)).isTrue();
      }

      assertThat(restless.self()).isEqualTo(self);
    }
  }

  @Test
  void sayWhyNothingCanBeWritten() {
    MysqlProcesses one = begin();
    TestServer.run(address, "RENAME TABLE flow_leases TO flow_leases_away");
    try {
      await()
          .untilAsserted(() ->
              assertThat(one.trouble().orElse("")).contains("has taken no write", "flow_leases"));
      assertThat(one.isThere(new ProcessId(UUID.randomUUID()))).isTrue();
    } finally {
      TestServer.run(address, "RENAME TABLE flow_leases_away TO flow_leases");
    }
    await().until(() -> one.trouble().isEmpty());
  }

  @Test
  void takeProgramsFromBeforeThereWereLeasesToBeThereByTheirLock() throws SQLException {
    MysqlProcesses one = begin();
    var old = new ProcessId(UUID.randomUUID());
    assertThat(one.isThere(old)).isFalse();

    try (Connection connection = TestServer.connect(address)) {
      NamedLock.of("flow_manager", old.value()).take(database.on(connection), Duration.ZERO);
      assertThat(one.isThere(old)).isTrue();
    }
    await().until(() -> !one.isThere(old));
  }

  @Test
  void areSeenByProgramsFromBeforeThereWereLeases() {
    MysqlProcesses one = begin();

    boolean isHeld =
        database.ask(db -> NamedLock.of("flow_manager", one.self().value()).isHeld(db));

    assertThat(isHeld).isTrue();
  }
}
