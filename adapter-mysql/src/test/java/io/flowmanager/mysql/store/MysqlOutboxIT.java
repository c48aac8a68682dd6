package io.flowmanager.mysql.store;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.action;
import static io.flowmanager.application.port.PortExamples.activeflow;
import static io.flowmanager.application.port.PortExamples.flow;
import static io.flowmanager.application.port.PortExamples.told;
import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.InMemoryProcesses;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.OutboxContract;
import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.commit.SqlStatement;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.time.Duration;
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
  private static final Duration SHORT = Duration.ofHours(1);

  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database =
      MysqlDatabase.open(address, MysqlDatabase.CONNECTIONS_STANDARD);
  private final InMemoryProcesses processes = new InMemoryProcesses();
  private final Processes self = processes.begin();
  private final MysqlOutbox outbox = new MysqlOutbox(database, self);
  private final MysqlFlowRepository flows = new MysqlFlowRepository(database);

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
  public void elapse(Duration time) {
    TestServer.elapse(address, time);
  }

  private MysqlOutbox ofAnotherProcess() {
    return new MysqlOutbox(database, processes.begin());
  }

  @Test
  void letsOnlyOneProcessRelayAtATime() {
    var flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));

    elapse(LONG);

    int relayed =
        outbox.relay(
            SHORT,
            PLENTY,
            entries ->
                assertThatThrownBy(() -> ofAnotherProcess().relay(SHORT, PLENTY, others -> {}))
                    .asInstanceOf(type(FlowException.class))
                    .matches(failure -> failure.isFor(Reason.CONTENDED)));

    assertThat(relayed).isEqualTo(1);
  }

  @Test
  void relaysInOneDatabaseWhateverIsRelayedInAnotherOfTheSameServer() {
    var flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));
    DatabaseAddress elsewhere = TestServer.emptyDatabase();

    try (MysqlDatabase other = MysqlDatabase.open(elsewhere, 2)) {
      elapse(LONG);
      var there = new MysqlFlowRepository(other);
      Flow elsewhereFlow = flow(NOON);
      there.create(
          elsewhereFlow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, elsewhereFlow)));
      TestServer.elapse(elsewhere, LONG);
      outbox.relay(
          SHORT,
          PLENTY,
          entries ->
              assertThat(
                      new MysqlOutbox(other, processes.begin()).relay(SHORT, PLENTY, others -> {}))
                  .isEqualTo(1));
    }
    TestServer.drop(elsewhere);
  }

  @Test
  void letsAnotherRelayOnceTheOneWhoDidHasDied() {
    Flow flow = changed(1);
    Processes dying = processes.begin();
    MysqlOutbox another = ofAnotherProcess();
    var given = new ArrayList<Outbox.Entry>();

    new MysqlOutbox(database, dying)
        .relay(
            SHORT,
            PLENTY,
            entries -> {
              assertThatThrownBy(() -> another.relay(SHORT, PLENTY, given::addAll))
                  .isInstanceOf(FlowException.class);
              processes.end(dying);
              another.relay(SHORT, PLENTY, given::addAll);
            });

    assertThat(given).extracting(Outbox.Entry::key).containsExactly(key(flow));
  }

  @Test
  void publishesNothingMoreOnceItWasTakenForGone() {
    List<Flow> flows = large(5);
    Processes frozen = processes.begin();
    MysqlOutbox another = ofAnotherProcess();
    var byTheFrozenOne = new ArrayList<Outbox.Key>();
    var byTheOther = new ArrayList<Outbox.Key>();

    assertThatThrownBy(() ->
            new MysqlOutbox(database, frozen)
                .relay(
                    SHORT,
                    PLENTY,
                    entries -> {
                      entries.forEach(entry -> byTheFrozenOne.add(entry.key()));
                      processes.freeze(frozen);
                      processes.takeForGone(frozen);
                      another.relay(
                          SHORT,
                          PLENTY,
                          others -> others.forEach(entry -> byTheOther.add(entry.key())));
                      processes.thaw(frozen);
                    }))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.CONTENDED));

    // What had left before it was frozen comes twice; nothing else does.
    assertThat(byTheFrozenOne).containsExactly(key(flows.get(0)), key(flows.get(1)));
    assertThat(byTheOther).containsExactlyElementsOf(flows.stream().map(this::key).toList());
    assertThat(outbox.size()).isZero();
  }

  @Test
  void publishesNothingWhileOthersMayTakeItForGone() {
    changed(1);
    processes.freeze(self);

    assertThatThrownBy(() -> outbox.relay(SHORT, PLENTY, entries -> {}))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.LEASE_NOT_RENEWED));
    processes.thaw(self);
    assertThat(outbox.relay(SHORT, PLENTY, entries -> {})).isEqualTo(1);
  }

  @Test
  void asksNobodyForItsTurnWhereNothingWaits() {
    processes.freeze(self);

    assertThat(outbox.relay(SHORT, PLENTY, entries -> {})).isZero();
    processes.thaw(self);
  }

  @Test
  void relaysAtOnceWhatSeemsToBeStoredInTheFuture() {
    Flow flow = changed(1);
    elapse(LONG.multipliedBy(2).negated());
    Flow next = flow.deleted(NOON);
    flows.replace(new Versioned<>(flow, 1), next, List.of(told(EventType.FLOW_DELETED, next)));
    elapse(SHORT.plusSeconds(1));
    var given = new ArrayList<Outbox.Entry>();

    assertThat(outbox.relay(SHORT, PLENTY, given::addAll)).isEqualTo(2);

    assertThat(given).extracting(entry -> entry.key().version()).containsExactly(1L, 2L);
  }

  /** As where a server's clock was set back. */
  @Test
  void givesEachOwnersInOrderThoughItsClockWasSetBack() {
    Flow flow = changed(3);
    for (int version = 1; version <= 3; version++) {
      TestServer.run(
          address,
          "UPDATE flow_outbox SET tm_create = tm_create - INTERVAL %d HOUR WHERE version = %d"
              .formatted(version, version));
    }
    var given = new ArrayList<Outbox.Entry>();

    outbox.relay(SHORT, 2, given::addAll);
    outbox.relay(SHORT, 2, given::addAll);

    assertThat(given).extracting(entry -> entry.key().version()).containsExactly(1L, 2L, 3L);
    assertThat(given).extracting(entry -> entry.key().owner()).containsOnly(flow.id().value());
  }

  @Test
  void holdsAnOwnersLaterOnesBackWhileAnEarlierOneIsTooYoung() {
    changed(2);
    TestServer.run(
        address, "UPDATE flow_outbox SET tm_create = utc_timestamp(6) WHERE version = 1");
    Flow other = changed(1);
    TestServer.run(
        address,
        "UPDATE flow_outbox SET tm_create = utc_timestamp(6) WHERE version = 1 AND owner_id <> X'%s'"
            .formatted(other.id().value().toString().replace("-", "")));
    var given = new ArrayList<Outbox.Entry>();

    outbox.relay(SHORT, PLENTY, given::addAll);

    assertThat(given).extracting(Outbox.Entry::key).containsExactly(key(other));
  }

  private Outbox.Key key(Flow flow) {
    return Outbox.Key.of(flow.id().value(), 1);
  }

  /** Stores so many changes of a flow, which have waited long. */
  private Flow changed(int changes) {
    Flow flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));
    for (int version = 1; version < changes; version++) {
      flows.replace(
          new Versioned<>(flow, version), flow, List.of(told(EventType.FLOW_UPDATED, flow)));
    }
    elapse(LONG);
    return flow;
  }

  /**
   * Stores large flows, of which two are less than a part and three more; the first waited longest.
   */
  private List<Flow> large(int count) {
    var stored = new ArrayList<Flow>();
    for (int number = 0; number < count; number++) {
      Flow flow = largeOne(number);
      flows.create(flow, Optional.empty(), List.of(told(EventType.FLOW_CREATED, flow)));
      stored.add(flow);
      elapse(LONG);
    }
    return stored;
  }

  @Test
  void givesLargeOnesInPartsAndRemovesEachPart() {
    large(5);
    var parts = new ArrayList<Integer>();

    assertThatThrownBy(() ->
            outbox.relay(
                SHORT,
                PLENTY,
                entries -> {
                  parts.add(entries.size());
                  if (parts.size() == 2) {
                    throw new IllegalStateException("no more");
                  }
                }))
        .hasMessage("no more");
    assertThat(outbox.size()).isEqualTo(3);
    assertThat(outbox.relay(SHORT, PLENTY, entries -> parts.add(entries.size()))).isEqualTo(3);

    assertThat(parts).containsExactly(2, 2, 2, 1);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void givesThoseOfALongWayOneByOne() {
    var activeflows = new MysqlActiveflowStore(database, TestServer.ALONE);
    for (int number = 0; number < 3; number++) {
      Activeflow walked =
          activeflow(NOON)
              .movedTo(Optional.empty(), action("x".repeat(700_000)), NOON)
              .movedTo(Optional.empty(), action("short"), NOON);
      activeflows.create(
          new Change.Birth(walked, List.of(told(EventType.ACTIVEFLOW_CREATED, walked))));
    }
    var parts = new ArrayList<Integer>();
    elapse(LONG);

    outbox.relay(SHORT, PLENTY, entries -> parts.add(entries.size()));

    assertThat(parts).containsExactly(1, 1, 1);
  }

  private static Flow largeOne(int number) {
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
    assertThat(outbox.relay(SHORT, 2, given::addAll)).isEqualTo(2);
    assertThat(outbox.relay(SHORT, 2, given::addAll)).isEqualTo(1);

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

    outbox.relay(SHORT, PLENTY, given::addAll);
    assertThat(given).containsExactly(alone(flow, 1, EventType.FLOW_UPDATED));
  }

  @Test
  void relaysWhatEarlierProgramsKeptBeforeWhatItKeptItself() {
    Flow flow = flow(NOON);
    flows.create(flow, Optional.empty(), List.of());
    keepOneByOne(flow, EventType.FLOW_CREATED, EventType.FLOW_UPDATED);
    List<DomainEvent> events =
        List.of(told(EventType.FLOW_UPDATED, flow), told(EventType.FLOW_DELETED, flow));
    flows.replace(new Versioned<>(flow, 1), flow, events);
    elapse(LONG);
    var given = new ArrayList<Outbox.Entry>();

    assertThat(outbox.relay(SHORT, PLENTY, given::addAll)).isEqualTo(3);

    assertThat(given)
        .containsExactly(
            alone(flow, 0, EventType.FLOW_CREATED),
            alone(flow, 1, EventType.FLOW_UPDATED),
            new Outbox.Entry(Outbox.Key.of(flow.id().value(), 2), events));
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
