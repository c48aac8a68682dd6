package io.flowmanager.mysql;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.flow;
import static io.flowmanager.application.port.PortExamples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.OutboxContract;
import io.flowmanager.application.port.SettableClock;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class MysqlOutboxIT implements OutboxContract {
  private final SettableClock clock = new SettableClock(NOON);
  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database =
      MysqlDatabase.open(address, MysqlDatabase.CONNECTIONS_STANDARD);
  private final MysqlOutbox outbox = new MysqlOutbox(database);
  private final MysqlFlowRepository flows = new MysqlFlowRepository(database, clock);

  @AfterAll
  void tidyUp() {
    database.close();
    TestServer.drop(address);
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public FlowRepository flows() {
    return flows;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }

  @Test
  void letsOnlyOneProcessRelayAtATime() {
    var flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));

    try (MysqlDatabase otherProcess = MysqlDatabase.open(address, 2)) {
      int relayed =
          outbox.relay(
              LATER,
              PLENTY,
              entries ->
                  assertThatThrownBy(
                          () -> new MysqlOutbox(otherProcess).relay(LATER, PLENTY, others -> {}))
                      .asInstanceOf(type(FlowException.class))
                      .matches(failure -> failure.isFor(Reason.CONTENDED)));

      assertThat(relayed).isEqualTo(1);
    }
  }

  @Test
  void relaysInOneDatabaseWhateverIsRelayedInAnotherOfTheSameServer() {
    var flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));
    DatabaseAddress elsewhere = TestServer.emptyDatabase();

    try (MysqlDatabase other = MysqlDatabase.open(elsewhere, 2)) {
      outbox.relay(
          LATER,
          PLENTY,
          entries ->
              assertThat(new MysqlOutbox(other).relay(LATER, PLENTY, others -> {})).isZero());
    }
    TestServer.drop(elsewhere);
  }

  @Test
  void letsAnotherRelayOnceTheOneWhoDidHasDied() {
    var flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));
    var given = new ArrayList<Outbox.Entry>();

    assertThatThrownBy(() ->
            outbox.relay(
                LATER,
                PLENTY,
                entries -> {
                  TestServer.killConnections(address);
                  throw new IllegalStateException("died");
                }))
        .isInstanceOf(IllegalStateException.class);
    outbox.relay(LATER, PLENTY, given::addAll);

    assertThat(given).hasSize(1);
  }
}
