package io.flowmanager.mysql.store;

import static io.flowmanager.mysql.schema.Tables.FLOW_FLOWS;
import static java.util.Objects.requireNonNull;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.FlowKey;
import io.flowmanager.application.port.FlowRepository;
import io.flowmanager.application.port.Page;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.mysql.commit.CompareAndSet;
import io.flowmanager.mysql.commit.NewRow;
import io.flowmanager.mysql.commit.OutboxRow;
import io.flowmanager.mysql.commit.ServerTime;
import io.flowmanager.mysql.commit.UnitOfWork;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Flows in {@code flow_flows}, temporary ones too. */
public final class MysqlFlowRepository implements FlowRepository {
  static final Rows.Listed LISTED =
      new Rows.Listed(
          FLOW_FLOWS,
          FLOW_FLOWS.TM_CREATE,
          FLOW_FLOWS.ID,
          List.of(FLOW_FLOWS.ACTIONS),
          (db, rows) -> 0);

  private static final Field<Long> LENGTH_OF_ACTIONS =
      DSL.coalesce(DSL.octetLength(FLOW_FLOWS.ACTIONS).cast(Long.class), DSL.inline(0L));

  private static final Field<Long> LENGTH = LENGTH_OF_ACTIONS.as("length");

  private static final Condition HAS_NOT_EXPIRED =
      FLOW_FLOWS.TM_EXPIRE.isNull().or(FLOW_FLOWS.TM_EXPIRE.gt(ServerTime.FIELD));

  private final MysqlDatabase database;
  private final MemoryLimiter memory;

  /** In no process that it shares its memory with. */
  public MysqlFlowRepository(MysqlDatabase database) {
    this(database, MemoryLimiter.none());
  }

  public MysqlFlowRepository(MysqlDatabase database, MemoryLimiter memory) {
    this.memory = requireNonNull(memory, "memory");
    this.database = requireNonNull(database, "database");
  }

  @Override
  public void create(Flow flow, Optional<Duration> lifetime, List<DomainEvent> events) {
    var columns = new ArrayList<>(FlowRow.COLUMNS.fields());
    columns.add(FLOW_FLOWS.TM_EXPIRE);
    var values = new ArrayList<>(FlowRow.COLUMNS.valuesOf(flow));
    values.add(Rows.orNull(lifetime.map(ServerTime::in)));
    var rows = new ArrayList<NewRow>();
    rows.add(new NewRow(FLOW_FLOWS, columns, values));
    OutboxRow.of(flow.id().value(), 1, events).ifPresent(rows::add);
    database.commit(UnitOfWork.of(rows));
  }

  @Override
  public Optional<Versioned<Flow>> find(FlowId id) {
    Optional<Record> found = read(id, MemoryLimiter.SMALL_MAX);
    Optional<Long> large =
        found.map(row -> row.get(LENGTH)).filter(length -> length > MemoryLimiter.SMALL_MAX);
    if (large.isPresent()) {
      memory.need(id, Rows.WORK_PER_BYTE * large.get());
      found = read(id, Long.MAX_VALUE);
    }
    return found.map(FlowRow::toVersioned);
  }

  /** Its row; of one whose actions are longer than {@code lengthMax} bytes without them. */
  private Optional<Record> read(FlowId id, long lengthMax) {
    return database.ask(db ->
        db.select(
                Stream.concat(
                        Arrays.stream(FLOW_FLOWS.fields())
                            .map(field ->
                                field.equals(FLOW_FLOWS.ACTIONS)
                                    ? DSL.when(LENGTH_OF_ACTIONS.le(lengthMax), field)
                                        .as(field.getName())
                                    : field),
                        Stream.of(LENGTH))
                    .toList())
            .from(FLOW_FLOWS)
            .where(FLOW_FLOWS.ID.eq(id.value()))
            .and(HAS_NOT_EXPIRED)
            .fetchOptional()
            .map(row -> row));
  }

  @Override
  public boolean replace(Versioned<Flow> before, Flow after, List<DomainEvent> events) {
    UUID id = before.value().id().value();
    var next =
        new CompareAndSet(
            new CompareAndSet.Row(FLOW_FLOWS, FLOW_FLOWS.ID, FLOW_FLOWS.VERSION, id),
            before.version(),
            FlowRow.COLUMNS.changes(before.value(), after));
    Optional<NewRow> told = OutboxRow.of(id, before.version() + 1, events);
    return database.commit(UnitOfWork.of(next, told.stream().toList()));
  }

  @Override
  public List<Flow> list(Filter<FlowKey> filter, Page page) {
    Condition condition = Rows.where(filter, MysqlFlowRepository::column).and(persistent());
    return database.askPatiently(db ->
        Rows.page(db, memory, LISTED, condition, page).stream().map(FlowRow::toFlow).toList());
  }

  @Override
  public long count(CustomerId customer) {
    return database.ask(db -> (long) db.fetchCount(FLOW_FLOWS, liveOf(customer.value())));
  }

  @Override
  public int removeExpired(int most) {
    return database.askPatiently(db -> removal(db, most).execute());
  }

  static Query removal(DSLContext db, int most) {
    return db.deleteFrom(FLOW_FLOWS)
        .where(FLOW_FLOWS.TM_EXPIRE.le(ServerTime.FIELD))
        .orderBy(FLOW_FLOWS.TM_EXPIRE)
        .limit(most);
  }

  static Condition liveOf(UUID customer) {
    return FLOW_FLOWS.CUSTOMER_ID.eq(customer).and(persistent()).and(FLOW_FLOWS.TM_DELETE.isNull());
  }

  static Condition persistent() {
    return FLOW_FLOWS.PERSIST.eq(DSL.inline(true));
  }

  private static Field<?> column(FlowKey key) {
    return switch (key) {
      case ID -> FLOW_FLOWS.ID;
      case CUSTOMER_ID -> FLOW_FLOWS.CUSTOMER_ID;
      case TYPE -> FLOW_FLOWS.TYPE;
      case NAME -> FLOW_FLOWS.NAME;
      case DETAIL -> FLOW_FLOWS.DETAIL;
      case DIRECT_ID -> FLOW_FLOWS.DIRECT_ID;
      case DIRECT_HASH -> FLOW_FLOWS.DIRECT_HASH;
      case ON_COMPLETE_FLOW_ID -> FLOW_FLOWS.ON_COMPLETE_FLOW_ID;
      case USER_ID -> FLOW_FLOWS.USER_ID;
      case DELETED -> FLOW_FLOWS.TM_DELETE;
    };
  }
}
