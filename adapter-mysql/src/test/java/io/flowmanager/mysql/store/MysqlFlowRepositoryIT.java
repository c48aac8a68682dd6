package io.flowmanager.mysql.store;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.customer;
import static io.flowmanager.application.port.PortExamples.flow;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.FlowRepositoryContract;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.commit.DuplicateKeyException;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@Tag("embedded")
@TestInstance(Lifecycle.PER_CLASS)
class MysqlFlowRepositoryIT implements FlowRepositoryContract {
  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database =
      MysqlDatabase.open(address, MysqlDatabase.CONNECTIONS_STANDARD);
  private final MysqlFlowRepository flows = new MysqlFlowRepository(database);

  @AfterAll
  void tidyUp() {
    database.close();
    TestServer.drop(address);
  }

  @Override
  public FlowRepository flows() {
    return flows;
  }

  @Override
  public void elapse(Duration time) {
    TestServer.elapse(address, time);
  }

  @Override
  public List<Outbox.Entry> waitingFor(UUID owner) {
    return TestServer.waitingFor(database, owner);
  }

  @Test
  void refusesATextThatIsLongerThanItsColumn() {
    var flow = flow(customer(), "n".repeat(256), NOON);

    assertThatThrownBy(() -> flows.create(flow, Optional.empty(), List.of()))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.INVALID_REQUEST))
        .matches(failure -> String.valueOf(failure.getMessage()).contains("'name'"));
  }

  @Test
  void saysThatAnIdIsTakenAsABugOfItsCaller() {
    var flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of());

    assertThatThrownBy(() -> flows.create(flow, Optional.empty(), List.of()))
        .isInstanceOf(DuplicateKeyException.class);
  }
}
