package io.flowmanager.mysql.server;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.activeflow;
import static io.flowmanager.application.port.PortExamples.birth;
import static io.flowmanager.application.port.PortExamples.change;
import static io.flowmanager.application.port.PortExamples.flow;
import static io.flowmanager.application.port.PortExamples.moved;
import static io.flowmanager.mysql.schema.Tables.FLOW_FLOWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Concurrently;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.mysql.Line;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.column.UuidBytes;
import io.flowmanager.mysql.commit.SqlStatement;
import io.flowmanager.mysql.store.MysqlActiveflowStore;
import io.flowmanager.mysql.store.MysqlFlowRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class MysqlDatabaseIT {
  /** As long as callers wait. */
  private static final Duration BOUNDED = Duration.ofSeconds(3);

  /** A start may take its time: it is tried again. */
  private static final Duration OPENED_WITHIN = Duration.ofSeconds(8);

  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database =
      MysqlDatabase.open(address, MysqlDatabase.CONNECTIONS_STANDARD);
  private final MysqlActiveflowStore activeflows =
      new MysqlActiveflowStore(database, TestServer.ALONE);

  @AfterAll
  void tidyUp() {
    database.close();
    TestServer.drop(address);
  }

  private Versioned<Activeflow> kept() {
    Activeflow activeflow = activeflow(NOON);
    activeflows.create(birth(activeflow));
    return new Versioned<>(activeflow, 1);
  }

  private static void assertUnavailableWithinBounds(ThrowingCallable request) {
    assertUnavailableWithin(BOUNDED, request);
  }

  private static void assertUnavailableWithin(Duration bounds, ThrowingCallable request) {
    long began = System.nanoTime();

    assertThatThrownBy(request)
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.STORE_UNAVAILABLE));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(bounds);
  }

  @Test
  void saysWithinBoundsThatNobodyIsThere() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var nowhere = DatabaseAddress.parse("u:p@tcp(127.0.0.1:%d)/d".formatted(port));

    assertUnavailableWithin(OPENED_WITHIN, () -> MysqlDatabase.open(nowhere, 1));
  }

  @Test
  void saysWithinBoundsThatAServerNeverAnswers() throws IOException {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var address =
          DatabaseAddress.parse("u:p@tcp(127.0.0.1:%d)/d".formatted(silent.getLocalPort()));

      assertUnavailableWithin(OPENED_WITHIN, () -> MysqlDatabase.open(address, 1));
    }
  }

  @Test
  void saysWithinBoundsThatTheServerHasStoppedAnswering() throws IOException {
    try (var line = new Line(address);
        MysqlDatabase overLine = MysqlDatabase.open(line.address(), 2)) {
      var store = new MysqlActiveflowStore(overLine, TestServer.ALONE);
      var before = kept();
      assertThat(store.find(before.value().id())).contains(before);

      line.freeze();

      assertUnavailableWithinBounds(
          () -> store.commit(change(before, moved(before.value(), NOON))));
      assertThat(overLine.isReachable()).isFalse();
    }
  }

  @Test
  void isReachableWhileTheServerAnswers() {
    assertThat(database.isReachable()).isTrue();
  }

  @Test
  void goesOnWhereItsConnectionsWereBroken() throws InterruptedException {
    var before = kept();
    // So that all of the pool's connections are fresh enough for it not to try them first.
    Concurrently.times(32, () -> activeflows.find(before.value().id()));
    TestServer.killConnections(address);

    boolean kept = activeflows.commit(change(before, moved(before.value(), NOON)));

    assertThat(kept).isTrue();
    assertThat(activeflows.find(before.value().id()).orElseThrow().version()).isEqualTo(2);
    assertThat(TestServer.waitingFor(database, before.value().id().value())).hasSize(2);
  }

  @Test
  void losesNothingAndRepeatsNothingWhileConnectionsBreak() throws InterruptedException {
    var before = kept();
    ActiveflowId id = before.value().id();
    var killer =
        Thread.ofVirtual()
            .start(() -> {
              for (int round = 0; round < 20; round++) {
                TestServer.killConnections(address);
              }
            });

    int reported = 0;
    int unknown = 0;
    while (killer.isAlive() || reported < 20) {
      try {
        Versioned<Activeflow> now = activeflows.find(id).orElseThrow();
        boolean kept = activeflows.commit(change(now, moved(now.value(), NOON)));
        assertThat(kept).isTrue();
        reported++;
      } catch (FlowException failure) {
        assertThat(failure.isFor(Reason.STORE_UNAVAILABLE)).isTrue();
        unknown++;
      }
    }
    killer.join();

    Versioned<Activeflow> last = activeflows.find(id).orElseThrow();
    long changes = last.version() - 1;
    assertThat(changes).isBetween((long) reported, (long) reported + unknown);
    assertThat(last.value().progress().count()).isEqualTo((int) changes);
    assertThat(TestServer.waitingFor(database, id.value())).hasSize((int) changes + 1);
  }

  @Test
  void givesUpWaitingForALockedRowAndKeepsNothing() throws SQLException {
    var before = kept();
    ActiveflowId id = before.value().id();
    try (Connection other = TestServer.connect(address)) {
      other.setAutoCommit(false);
      try (var lock =
          other.prepareStatement("SELECT id FROM flow_activeflows WHERE id = ? FOR UPDATE")) {
        lock.setBytes(1, UuidBytes.of(id.value()));
        lock.execute();

        assertUnavailableWithinBounds(
            () -> activeflows.commit(change(before, moved(before.value(), NOON))));
      }
      other.rollback();
    }

    assertThat(activeflows.find(id)).contains(before);
    assertThat(activeflows.commit(change(before, moved(before.value(), NOON)))).isTrue();
  }

  @Test
  void whatIsRefusedOneKeepsNoOtherFromItsCommit() throws InterruptedException {
    var taken = kept();
    var turn = new AtomicInteger();

    List<String> came =
        Concurrently.times(
            96,
            () -> {
              boolean isNew = turn.getAndIncrement() % 4 != 0;
              try {
                activeflows.create(birth(isNew ? activeflow(NOON) : taken.value()));
                return "kept";
              } catch (FlowException refused) {
                assertThat(refused.isFor(Reason.ACTIVEFLOW_ALREADY_EXISTS)).isTrue();
                return "refused";
              }
            });

    assertThat(came.stream().filter("kept"::equals)).hasSize(72);
    assertThat(came.stream().filter("refused"::equals)).hasSize(24);
  }

  @Test
  void whatCameTooLateKeepsNoOtherFromItsCommit() throws InterruptedException {
    var stale = kept();
    Change change = change(stale, moved(stale.value(), NOON));
    assertThat(activeflows.commit(change)).isTrue();
    var turn = new AtomicInteger();

    List<String> came =
        Concurrently.times(
            96,
            () -> {
              if (turn.getAndIncrement() % 4 == 0) {
                return activeflows.commit(change) ? "kept twice" : "too late";
              }
              var other = kept();
              return activeflows.commit(change(other, moved(other.value(), NOON)))
                  ? "kept"
                  : "lost";
            });

    assertThat(came.stream().filter("kept"::equals)).hasSize(72);
    assertThat(came.stream().filter("too late"::equals)).hasSize(24);
    assertThat(activeflows.find(stale.value().id())).contains(change.result());
    assertThat(TestServer.waitingFor(database, stale.value().id().value())).hasSize(2);
  }

  /** Without a strict mode a server is content with much that is wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"", "NO_BACKSLASH_ESCAPES", "PIPES_AS_CONCAT,STRICT_ALL_TABLES"})
  void keepsNothingOfWhatCameTooLateInWhateverModeTheServerIs(String mode) {
    var stale = kept();
    var gone = new Versioned<>(activeflow(NOON), 1);
    try (MysqlDatabase moody = MysqlDatabase.open(inMode(mode), 2)) {
      var store = new MysqlActiveflowStore(moody, TestServer.ALONE);
      String found = moody.ask(db -> db.fetchSingle("select @@sql_mode").get(0, String.class));

      boolean first = store.commit(change(stale, moved(stale.value(), NOON)));
      boolean second = store.commit(change(stale, moved(stale.value(), NOON)));
      boolean ofNone = store.commit(change(gone, moved(gone.value(), NOON)));

      assertThat(found).isEqualTo(mode);
      assertThat(first).isTrue();
      assertThat(second).isFalse();
      assertThat(ofNone).isFalse();
      assertThat(store.find(stale.value().id()).orElseThrow().version()).isEqualTo(2);
      assertThat(TestServer.waitingFor(moody, stale.value().id().value())).hasSize(2);
      store.create(birth(gone.value()));
      assertThat(store.commit(change(gone, moved(gone.value(), NOON)))).isTrue();
    }
  }

  private DatabaseAddress inMode(String mode) {
    var properties = new HashMap<>(address.driverProperties());
    properties.put("sessionVariables", "sql_mode='" + mode + "'");
    properties.put("jdbcCompliantTruncation", "false"); // which would make it strict
    return new DatabaseAddress(
        address.hosts(), address.database(), address.user(), address.password(), properties);
  }

  @Test
  void aLockedRowKeepsNoOtherFromItsCommit() throws SQLException, InterruptedException {
    var locked = kept();
    try (Connection other = TestServer.connect(address)) {
      // As everyone here: with stricter isolation, a page that is split meanwhile would have the
      // lock cover the gap before the row too, and new rows would wait for it by themselves.
      other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      other.setAutoCommit(false);
      try (var lock =
          other.prepareStatement("SELECT id FROM flow_activeflows WHERE id = ? FOR UPDATE")) {
        lock.setBytes(1, UuidBytes.of(locked.value().id().value()));
        lock.execute();
      }
      var turn = new AtomicInteger();

      List<String> came =
          Concurrently.times(
              16,
              () -> {
                if (turn.getAndIncrement() > 0) {
                  activeflows.create(birth(activeflow(NOON)));
                  return "kept";
                }
                assertUnavailableWithinBounds(
                    () -> activeflows.commit(change(locked, moved(locked.value(), NOON))));
                return "given up";
              });

      assertThat(came.stream().filter("kept"::equals)).hasSize(15);
      other.rollback();
    }
  }

  @Test
  void repeatsAChangeThatTheServerGaveUpForAnother() throws InterruptedException {
    var flows = new MysqlFlowRepository(database);
    var first = flow(NOON);
    var second = flow(NOON);
    flows.create(first, Optional.empty(), List.of());
    flows.create(second, Optional.empty(), List.of());

    // Half of them lock in the other order: deadlocks.
    var turn = new AtomicInteger();
    Concurrently.times(
        16,
        () -> {
          boolean forward = turn.getAndIncrement() % 2 == 0;
          database.run(touch(List.of(first.id().value(), second.id().value()), forward));
          return forward;
        });

    assertThat(flows.find(first.id()).orElseThrow().version()).isEqualTo(17);
    assertThat(flows.find(second.id()).orElseThrow().version()).isEqualTo(17);
  }

  private static SqlStatement touch(List<UUID> flows, boolean forward) {
    return SqlStatement.once(
        DSL.update(FLOW_FLOWS)
            .set(FLOW_FLOWS.VERSION, FLOW_FLOWS.VERSION.plus(1))
            .where(FLOW_FLOWS.ID.in(flows))
            .orderBy(forward ? FLOW_FLOWS.ID.asc() : FLOW_FLOWS.ID.desc())
            .limit(2));
  }
}
