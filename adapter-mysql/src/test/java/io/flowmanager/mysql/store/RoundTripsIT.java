package io.flowmanager.mysql.store;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.activeflow;
import static io.flowmanager.application.port.PortExamples.birth;
import static io.flowmanager.application.port.PortExamples.change;
import static io.flowmanager.application.port.PortExamples.flow;
import static io.flowmanager.application.port.PortExamples.moved;
import static io.flowmanager.application.port.PortExamples.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.mysql.Line;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Number of times that a request waits for the server. */
@TestInstance(Lifecycle.PER_CLASS)
class RoundTripsIT {
  private static final int TRIES = 10;

  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final Line line = line(address);
  private final MysqlDatabase database = MysqlDatabase.open(line.address(), 1);
  private final MysqlActiveflowStore activeflows =
      new MysqlActiveflowStore(database, TestServer.ALONE);
  private final MysqlFlowRepository flows = new MysqlFlowRepository(database);

  private static Line line(DatabaseAddress address) {
    try {
      return new Line(address);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @AfterAll
  void tidyUp() throws IOException {
    database.close();
    line.close();
    TestServer.drop(address);
  }

  /**
   * What it costs once all is warm. The least of some, because the pool tries a connection that has
   * been idle.
   */
  private int roundTripsOf(Runnable request) {
    int least = Integer.MAX_VALUE;
    for (int number = 0; number < TRIES; number++) {
      int before = line.roundTrips();
      request.run();
      least = Math.min(least, line.roundTrips() - before);
    }
    return least;
  }

  private Versioned<Activeflow> kept() {
    Activeflow activeflow = activeflow(NOON);
    activeflows.create(birth(activeflow));
    return new Versioned<>(activeflow, 1);
  }

  @Test
  void aCommitCostsOneWithTheStepAndTheAnnouncement() {
    var latest =
        new Object() {
          Versioned<Activeflow> version = kept();
        };

    assertThat(
            roundTripsOf(() -> {
              Change change = change(latest.version, moved(latest.version.value(), NOON));
              activeflows.commit(change);
              latest.version = change.result();
            }))
        .isEqualTo(1);
  }

  @Test
  void aLostCommitCostsOneMoreToLeaveItsTransaction() {
    var stale = kept();
    activeflows.commit(change(stale, moved(stale.value(), NOON)));

    assertThat(roundTripsOf(() -> activeflows.commit(change(stale, moved(stale.value(), NOON)))))
        .isEqualTo(2);
  }

  @Test
  void aSuccessorCostsNothingMore() {
    assertThat(
            roundTripsOf(() -> {
              var before = kept();
              int began = line.roundTrips();
              activeflows.commit(
                  new Change(
                      before,
                      before.value().ended(NOON),
                      List.of(),
                      Optional.of(birth(activeflow(NOON)))));
              assertThat(line.roundTrips() - began).isBetween(1, 2);
            }))
        .isEqualTo(2);
  }

  @Test
  void findingAnActiveflowCostsOneWithItsSteps() {
    var activeflow = kept();
    activeflows.commit(change(activeflow, moved(activeflow.value(), NOON)));

    assertThat(roundTripsOf(() -> activeflows.find(activeflow.value().id()))).isEqualTo(1);
  }

  @Test
  void creatingAndFindingAFlowCostOneEach() {
    assertThat(
            roundTripsOf(() -> {
              var flow = flow(NOON);
              flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));
            }))
        .isEqualTo(1);
    assertThat(roundTripsOf(() -> flows.find(flow(NOON).id()))).isEqualTo(1);
  }
}
