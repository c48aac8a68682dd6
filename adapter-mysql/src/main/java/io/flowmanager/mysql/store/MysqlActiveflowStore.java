package io.flowmanager.mysql.store;

import static io.flowmanager.mysql.schema.Tables.FLOW_ACTIVEFLOWS;
import static io.flowmanager.mysql.schema.Tables.FLOW_STEPS;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.ActiveflowStore;
import io.flowmanager.application.port.Change;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.application.port.Page;
import io.flowmanager.application.port.Processes;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.mysql.commit.CompareAndSet;
import io.flowmanager.mysql.commit.DuplicateKeyException;
import io.flowmanager.mysql.commit.NewRow;
import io.flowmanager.mysql.commit.OutboxRow;
import io.flowmanager.mysql.commit.SqlStatement;
import io.flowmanager.mysql.commit.UnitOfWork;
import io.flowmanager.mysql.schema.tables.FlowSteps;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/** Activeflows in {@code flow_activeflows}, the actions they have left in {@code flow_steps}. */
public final class MysqlActiveflowStore implements ActiveflowStore {
  static final Rows.Listed LISTED =
      new Rows.Listed(
          FLOW_ACTIVEFLOWS,
          FLOW_ACTIVEFLOWS.TM_CREATE,
          FLOW_ACTIVEFLOWS.ID,
          List.of(FLOW_ACTIVEFLOWS.STACK_MAP, FLOW_ACTIVEFLOWS.VARIABLES),
          MysqlActiveflowStore::lengthOfSteps);

  /** The steps that an activeflow has not forgotten. */
  private static final Condition KEPT =
      FLOW_STEPS
          .ACTIVEFLOW_ID
          .eq(FLOW_ACTIVEFLOWS.ID)
          .and(FLOW_STEPS.STEP.ge(FLOW_ACTIVEFLOWS.FIRST_STEP));

  /** The columns of a row that may be of any length. */
  private static final List<Field<String>> LARGE =
      List.of(
          FLOW_ACTIVEFLOWS.STACK_MAP, FLOW_ACTIVEFLOWS.CURRENT_ACTION, FLOW_ACTIVEFLOWS.VARIABLES);

  private static final Field<Long> ROW_LENGTH =
      LARGE.stream()
          .map(text -> DSL.coalesce(DSL.octetLength(text).cast(Long.class), DSL.inline(0L)))
          .reduce(Field::plus)
          .orElseThrow();

  private static final FlowSteps LEFT = FLOW_STEPS.as("s");

  private static final Field<Long> STEPS_LENGTH =
      DSL.coalesce(
          DSL.field(
              DSL.select(DSL.sum(DSL.octetLength(LEFT.ACTION)).cast(Long.class))
                  .from(LEFT)
                  .where(LEFT.ACTIVEFLOW_ID.eq(FLOW_ACTIVEFLOWS.ID))
                  .and(LEFT.STEP.ge(FLOW_ACTIVEFLOWS.FIRST_STEP))),
          DSL.inline(0L));

  /** Number of bytes of JSON that an activeflow is. */
  private static final Field<Long> LENGTH = ROW_LENGTH.plus(STEPS_LENGTH).as("length");

  /** Number of abandoned activeflows that are looked for at once. */
  private static final int ABANDONED_AT_ONCE = 100;

  private final MysqlDatabase database;
  private final Processes processes;
  private final MemoryLimiter memory;

  /** In no process that it shares its memory with. */
  public MysqlActiveflowStore(MysqlDatabase database, Processes processes) {
    this(database, processes, MemoryLimiter.none());
  }

  public MysqlActiveflowStore(MysqlDatabase database, Processes processes, MemoryLimiter memory) {
    this.memory = requireNonNull(memory, "memory");
    this.database = requireNonNull(database, "database");
    this.processes = requireNonNull(processes, "processes");
  }

  /** Who is gone comes first: of those who are there, any number may be at work. */
  @Override
  public List<ActiveflowId> abandoned() {
    List<UUID> gone =
        database.askPatiently(db -> workers(db, processes.self()).fetch(Record1::value1)).stream()
            .filter(worker -> !processes.isThere(new ProcessId(worker)))
            .toList();
    return gone.isEmpty()
        ? List.of()
        : database.askPatiently(
            db -> takenUpBy(db, gone).fetch(row -> new ActiveflowId(row.value1())));
  }

  /** The others who are at an activeflow: a few, each once. */
  static ResultQuery<Record1<UUID>> workers(DSLContext db, ProcessId self) {
    return db.selectDistinct(FLOW_ACTIVEFLOWS.WORKER_ID)
        .from(FLOW_ACTIVEFLOWS)
        .where(FLOW_ACTIVEFLOWS.WORKER_ID.gt(ProcessId.NONE.value()))
        .and(FLOW_ACTIVEFLOWS.WORKER_ID.ne(self.value()));
  }

  static ResultQuery<Record1<UUID>> takenUpBy(DSLContext db, List<UUID> workers) {
    return db.select(FLOW_ACTIVEFLOWS.ID)
        .from(FLOW_ACTIVEFLOWS)
        .where(FLOW_ACTIVEFLOWS.WORKER_ID.in(workers))
        .limit(ABANDONED_AT_ONCE);
  }

  @Override
  public void create(Change.Birth birth) {
    try {
      database.commit(UnitOfWork.of(rowsOf(birth)));
    } catch (DuplicateKeyException taken) {
      throw exists(birth.activeflow().id()) ? alreadyExists(birth, taken) : taken;
    }
  }

  /**
   * Finds an activeflow in a round trip; another one for a large activeflow, of which the first
   * brings only its length. The row comes first, so that all the steps it counts are there to be
   * read.
   */
  @Override
  public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
    List<Result<Record>> answers = read(id, MemoryLimiter.SMALL_MAX);
    Optional<Record> found = answers.getFirst().stream().findFirst();
    Optional<Long> large =
        found.map(row -> row.get(LENGTH)).filter(length -> length > MemoryLimiter.SMALL_MAX);
    if (large.isPresent()) {
      memory.need(id, Rows.WORK_PER_BYTE * large.get());
      answers = read(id, Long.MAX_VALUE);
    }
    List<Record> steps = List.copyOf(answers.get(1));
    return answers.getFirst().stream()
        .findFirst()
        .map(row ->
            new Versioned<>(
                ActiveflowRow.toActiveflow(row, steps), row.get(FLOW_ACTIVEFLOWS.VERSION)));
  }

  /**
   * Its row and its steps; of one that is longer than {@code lengthMax} bytes without its texts.
   */
  private List<Result<Record>> read(ActiveflowId id, long lengthMax) {
    return database.ask(
        new SqlStatement(
            Optional.of("find activeflow"),
            () ->
                DSL.select(
                        Stream.concat(
                                Arrays.stream(FLOW_ACTIVEFLOWS.fields())
                                    .map(field -> ifShort(field, lengthMax)),
                                Stream.of(LENGTH))
                            .toList())
                    .from(FLOW_ACTIVEFLOWS)
                    .where(FLOW_ACTIVEFLOWS.ID.eq(id.value())),
            List.of(
                Stream.concat(
                        Collections.nCopies(LARGE.size(), lengthMax).stream(),
                        Stream.of(id.value()))
                    .toList()),
            Stream.concat(Arrays.stream(FLOW_ACTIVEFLOWS.fields()), Stream.of(LENGTH)).toList()),
        SqlStatement.question(
            "find steps",
            DSL.select(ActiveflowRow.STEP_CONTENTS)
                .from(FLOW_ACTIVEFLOWS)
                .join(FLOW_STEPS)
                .on(KEPT)
                .where(FLOW_ACTIVEFLOWS.ID.eq(id.value()))
                .and(ROW_LENGTH.plus(STEPS_LENGTH).le(lengthMax))
                .orderBy(FLOW_STEPS.STEP)));
  }

  private static Field<?> ifShort(Field<?> field, long lengthMax) {
    return LARGE.contains(field)
        ? DSL.when(ROW_LENGTH.le(lengthMax), field).as(field.getName())
        : field;
  }

  /** Commits in a round trip; another one only if somebody else was quicker. */
  @Override
  public boolean commit(Change change) {
    try {
      return database.commit(UnitOfWork.of(nextVersion(change), rowsOf(change)));
    } catch (DuplicateKeyException taken) {
      throw change
          .successor()
          .filter(successor -> exists(successor.activeflow().id()))
          .<RuntimeException>map(successor -> alreadyExists(successor, taken))
          .orElse(taken);
    }
  }

  private static CompareAndSet nextVersion(Change change) {
    Activeflow before = change.before().value();
    return new CompareAndSet(
        new CompareAndSet.Row(
            FLOW_ACTIVEFLOWS, FLOW_ACTIVEFLOWS.ID, FLOW_ACTIVEFLOWS.VERSION, before.id().value()),
        change.before().version(),
        ActiveflowRow.COLUMNS.changes(before, change.after()));
  }

  private List<NewRow> rowsOf(Change change) {
    Activeflow before = change.before().value();
    var rows = new ArrayList<>(ActiveflowRow.steps(change.after(), before.progress().count()));
    OutboxRow.of(before.id().value(), change.before().version() + 1, change.events())
        .ifPresent(rows::add);
    change.successor().ifPresent(successor -> rows.addAll(rowsOf(successor)));
    return rows;
  }

  @Override
  public List<Activeflow> list(Filter<ActiveflowKey> filter, Page page) {
    return database.askPatiently(db -> {
      List<Record> rows =
          Rows.page(db, memory, LISTED, Rows.where(filter, MysqlActiveflowStore::column), page);
      Map<UUID, Result<Record>> steps = stepsOf(db, rows);
      return rows.stream()
          .map(row -> ActiveflowRow.toActiveflow(row, stepsAmong(steps, row)))
          .toList();
    });
  }

  /** Those of these ids that there are. */
  static Map<UUID, Activeflow> byIds(DSLContext db, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    List<Record> rows =
        List.copyOf(
            db.select(FLOW_ACTIVEFLOWS.fields())
                .from(FLOW_ACTIVEFLOWS)
                .where(FLOW_ACTIVEFLOWS.ID.in(ids))
                .fetch());
    Map<UUID, Result<Record>> steps = stepsOf(db, rows);
    return rows.stream()
        .collect(
            toMap(
                ActiveflowRow::idOf,
                row -> ActiveflowRow.toActiveflow(row, stepsAmong(steps, row))));
  }

  private static Map<UUID, Result<Record>> stepsOf(DSLContext db, List<Record> activeflows) {
    return activeflows.isEmpty()
        ? Map.of()
        : steps(db, activeflows.stream().map(ActiveflowRow::idOf).toList())
            .fetch()
            .sortAsc(FLOW_STEPS.STEP)
            .intoGroups(FLOW_STEPS.ACTIVEFLOW_ID);
  }

  private static List<Record> stepsAmong(Map<UUID, Result<Record>> steps, Record activeflow) {
    Result<Record> its = steps.get(ActiveflowRow.idOf(activeflow));
    return its == null ? List.of() : its;
  }

  /** In no order, which the server would sort them for. */
  static ResultQuery<Record> steps(DSLContext db, List<UUID> activeflows) {
    return db.select(FLOW_STEPS.ACTIVEFLOW_ID)
        .select(ActiveflowRow.STEP_CONTENTS)
        .from(FLOW_ACTIVEFLOWS)
        .join(FLOW_STEPS)
        .on(KEPT)
        .where(FLOW_ACTIVEFLOWS.ID.in(activeflows));
  }

  private static long lengthOfSteps(DSLContext db, List<Record> activeflows) {
    return lengthsOfSteps(db, activeflows.stream().map(ActiveflowRow::idOf).toList())
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /**
   * Number of bytes that the actions take that each of these activeflows has left; not those of
   * none.
   */
  static Map<UUID, Long> lengthsOfSteps(DSLContext db, Collection<UUID> activeflows) {
    return activeflows.isEmpty()
        ? Map.of()
        : db.select(
                FLOW_ACTIVEFLOWS.ID, DSL.sum(DSL.octetLength(FLOW_STEPS.ACTION)).cast(Long.class))
            .from(FLOW_ACTIVEFLOWS)
            .join(FLOW_STEPS)
            .on(KEPT)
            .where(FLOW_ACTIVEFLOWS.ID.in(activeflows))
            .groupBy(FLOW_ACTIVEFLOWS.ID)
            .fetchMap(Record2::value1, Record2::value2);
  }

  private List<NewRow> rowsOf(Change.Birth birth) {
    Activeflow activeflow = birth.activeflow();
    var rows = new ArrayList<NewRow>();
    rows.add(ActiveflowRow.of(activeflow));
    rows.addAll(ActiveflowRow.steps(activeflow, 0));
    OutboxRow.of(activeflow.id().value(), 1, birth.events()).ifPresent(rows::add);
    return rows;
  }

  private boolean exists(ActiveflowId id) {
    return database.ask(db -> db.fetchExists(FLOW_ACTIVEFLOWS, FLOW_ACTIVEFLOWS.ID.eq(id.value())));
  }

  private static FlowException alreadyExists(Change.Birth birth, DuplicateKeyException taken) {
    return new FlowException(
        Reason.ACTIVEFLOW_ALREADY_EXISTS,
        "Expected activeflow %s to be new, but there is one already"
            .formatted(birth.activeflow().id()),
        taken);
  }

  private static Field<?> column(ActiveflowKey key) {
    return switch (key) {
      case ID -> FLOW_ACTIVEFLOWS.ID;
      case CUSTOMER_ID -> FLOW_ACTIVEFLOWS.CUSTOMER_ID;
      case FLOW_ID -> FLOW_ACTIVEFLOWS.FLOW_ID;
      case STATUS -> FLOW_ACTIVEFLOWS.STATUS;
      case REFERENCE_TYPE -> FLOW_ACTIVEFLOWS.REFERENCE_TYPE;
      case REFERENCE_ID -> FLOW_ACTIVEFLOWS.REFERENCE_ID;
      case REFERENCE_ACTIVEFLOW_ID -> FLOW_ACTIVEFLOWS.REFERENCE_ACTIVEFLOW_ID;
      case ON_COMPLETE_FLOW_ID -> FLOW_ACTIVEFLOWS.ON_COMPLETE_FLOW_ID;
      case CURRENT_STACK_ID -> FLOW_ACTIVEFLOWS.CURRENT_STACK_ID;
      case FORWARD_STACK_ID -> FLOW_ACTIVEFLOWS.FORWARD_STACK_ID;
      case FORWARD_ACTION_ID -> FLOW_ACTIVEFLOWS.FORWARD_ACTION_ID;
      case WEBHOOK_URI -> FLOW_ACTIVEFLOWS.WEBHOOK_URI;
      case WEBHOOK_METHOD -> FLOW_ACTIVEFLOWS.WEBHOOK_METHOD;
      case DELETED -> FLOW_ACTIVEFLOWS.TM_DELETE;
    };
  }
}
