package io.flowmanager.mysql;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.action;
import static io.flowmanager.application.port.PortExamples.activeflow;
import static io.flowmanager.application.port.PortExamples.flow;
import static io.flowmanager.application.port.PortExamples.told;
import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.event.Announcement;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.OutboxContract;
import io.flowmanager.application.port.SettableClock;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
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

  @Test
  void givesLargeOnesInPartsAndRemovesEachPart() {
    for (int number = 0; number < 5; number++) {
      Flow flow = large(number);
      clock.set(NOON.plusSeconds(number));
      flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));
    }
    var parts = new ArrayList<Integer>();

    assertThatThrownBy(() ->
            outbox.relay(
                LATER,
                PLENTY,
                entries -> {
                  parts.add(entries.size());
                  if (parts.size() == 2) {
                    throw new IllegalStateException("no more");
                  }
                }))
        .hasMessage("no more");
    assertThat(outbox.size()).isEqualTo(3);
    assertThat(outbox.relay(LATER, PLENTY, entries -> parts.add(entries.size()))).isEqualTo(3);

    assertThat(parts).containsExactly(2, 2, 2, 1);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void givesThoseOfALongWayOneByOne() {
    var activeflows = new MysqlActiveflowStore(database, TestServer.ALONE, clock);
    for (int number = 0; number < 3; number++) {
      Activeflow walked =
          activeflow(NOON)
              .movedTo(Optional.empty(), action("x".repeat(700_000)), NOON)
              .movedTo(Optional.empty(), action("short"), NOON);
      activeflows.create(
          new Change.Birth(walked, List.of(told(EventType.ACTIVEFLOW_CREATED, walked))));
    }
    var parts = new ArrayList<Integer>();

    outbox.relay(LATER, PLENTY, entries -> parts.add(entries.size()));

    assertThat(parts).containsExactly(1, 1, 1);
  }

  /** Two of them are less than a part, three are more. */
  private static Flow large(int number) {
    Flow flow = flow(NOON);
    Options options = Options.NONE.with("text", number + "x".repeat(400_000));
    return flow.with(List.of(Action.of(new ActionId(UUID.randomUUID()), "talk", options)), NOON);
  }

  @Test
  void relaysInOrderWhatEarlierProgramsKeptOneByOne() {
    Flow flow = flow(NOON);
    keepOneByOne(flow, EventType.FLOW_CREATED, EventType.FLOW_UPDATED, EventType.FLOW_DELETED);
    var given = new ArrayList<Outbox.Entry>();

    assertThat(outbox.size()).isEqualTo(3);
    assertThat(outbox.relay(LATER, 2, given::addAll)).isEqualTo(2);
    assertThat(outbox.relay(LATER, 2, given::addAll)).isEqualTo(1);

    assertThat(given)
        .containsExactly(
            alone(flow, 0, EventType.FLOW_CREATED),
            alone(flow, 1, EventType.FLOW_UPDATED),
            alone(flow, 2, EventType.FLOW_DELETED));
    assertThat(outbox.size()).isZero();
  }

  @Test
  void forgetsOneByOneWhatEarlierProgramsKeptSo() {
    Flow flow = flow(NOON);
    keepOneByOne(flow, EventType.FLOW_CREATED, EventType.FLOW_UPDATED);
    var given = new ArrayList<Outbox.Entry>();

    outbox.forget(List.of(new Outbox.Key(flow.id().value(), 1, 0)));

    outbox.relay(LATER, PLENTY, given::addAll);
    assertThat(given).containsExactly(alone(flow, 1, EventType.FLOW_UPDATED));
  }

  @Test
  void relaysWhatEarlierProgramsKeptBeforeWhatItKeptItself() {
    Flow flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of());
    keepOneByOne(flow, EventType.FLOW_CREATED, EventType.FLOW_UPDATED);
    List<Announcement> announcements =
        List.of(told(EventType.FLOW_UPDATED, flow), told(EventType.FLOW_DELETED, flow));
    // By a clock that is slow.
    clock.set(NOON.minusSeconds(1));
    flows.replace(new Versioned<>(flow, 1), flow, announcements);
    var given = new ArrayList<Outbox.Entry>();

    assertThat(outbox.relay(LATER, PLENTY, given::addAll)).isEqualTo(3);

    assertThat(given)
        .containsExactly(
            alone(flow, 0, EventType.FLOW_CREATED),
            alone(flow, 1, EventType.FLOW_UPDATED),
            new Outbox.Entry(Outbox.Key.of(flow.id().value(), 2), announcements));
    assertThat(outbox.size()).isZero();
  }

  /**
   * To one from before there were lists {@code several} is no type: it fails, and tells nothing.
   */
  @Test
  void givesProgramsThatKnowNoListsNothingTheyCouldTellHalfOf() {
    Flow flow = flow(NOON);
    flows.create(
        flow,
        Optional.empty(),
        List.of(told(EventType.FLOW_CREATED, flow), told(EventType.FLOW_UPDATED, flow)));

    String type =
        database.ask(db -> db.select(FLOW_OUTBOX.TYPE).from(FLOW_OUTBOX).fetchSingle().value1());

    assertThat(EventType.values()).extracting(EventType::wireName).doesNotContain(type);
    assertThat(outbox.oldest(1))
        .extracting(Outbox.Waiting::type)
        .containsExactly(EventType.FLOW_CREATED);
  }

  /** As what the flow's first version had to tell was stored before there were lists. */
  private void keepOneByOne(Flow flow, EventType... types) {
    for (int ordinal = 0; ordinal < types.length; ordinal++) {
      database.run(
          SqlStatement.once(
              DSL.insertInto(FLOW_OUTBOX)
                  .set(FLOW_OUTBOX.OWNER_ID, flow.id().value())
                  .set(FLOW_OUTBOX.VERSION, 1L)
                  .set(FLOW_OUTBOX.ORDINAL, ordinal)
                  .set(FLOW_OUTBOX.TYPE, types[ordinal].wireName())
                  .set(FLOW_OUTBOX.RESOURCE, FlowJson.write(flow).toString())
                  .set(FLOW_OUTBOX.TM_CREATE, NOON)));
    }
  }

  private static Outbox.Entry alone(Flow flow, int ordinal, EventType type) {
    return new Outbox.Entry(
        new Outbox.Key(flow.id().value(), 1, ordinal), List.of(told(type, flow)));
  }
}
