package io.flowmanager.mysql.store;

import static io.flowmanager.mysql.schema.Tables.FLOW_ACTIVEFLOWS;
import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.application.port.Processes;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.mysql.commit.OutboxRow;
import io.flowmanager.mysql.commit.ServerTime;
import io.flowmanager.mysql.commit.SqlStatement;
import io.flowmanager.mysql.lease.Claim;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of changes in {@code flow_outbox}.
 *
 * <p>One process relays at a time, whichever is first: it claims that, and makes certain before
 * each part that nobody took it for gone. No row is locked meanwhile, so neither a commit nor
 * {@link #forget} ever waits for a publication.
 *
 * <p>For how long a row has waited says the server, which also said when it was stored: processes'
 * clocks may differ. A row that seems to be stored in the future is one of another clock, of which
 * nothing is known: it has waited long enough.
 */
public final class MysqlOutbox implements Outbox {
  /** Number of rows that are removed with one statement: a text of 50 KB. */
  private static final int FORGOTTEN_AT_ONCE_MAX = 1000;

  /** Number of bytes of JSON that are read at once, to be published. */
  private static final long PART_LENGTH_MAX = 1024 * 1024;

  /** By how much a server's clock may be set back, and no row seems to be of another one. */
  private static final Duration CLOCK_STEP_MAX = Duration.ofSeconds(2);

  private static final Field<Integer> LENGTH = DSL.octetLength(FLOW_OUTBOX.RESOURCE);

  /** So that deletions by two processes take their rows in the same order. */
  private static final Comparator<Key> BY_KEY =
      Comparator.comparing(Key::owner)
          .thenComparingLong(Key::version)
          .thenComparingInt(Key::ordinal);

  /** The time between two looks whether someone else still relays. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private static final Logger log = LoggerFactory.getLogger(MysqlOutbox.class);

  private final MysqlDatabase database;
  private final Claim claim;
  private final MemoryLimiter memory;

  /** For the threads of this process, of which one relays at a time. */
  private final Semaphore turn = new Semaphore(1);

  /** In no process that it shares its memory with. */
  MysqlOutbox(MysqlDatabase database, Processes processes) {
    this(database, processes, MemoryLimiter.none());
  }

  public MysqlOutbox(MysqlDatabase database, Processes processes, MemoryLimiter memory) {
    this.memory = requireNonNull(memory, "memory");
    this.database = requireNonNull(database, "database");
    this.claim = new Claim(database, processes, "outbox relay");
  }

  /**
   * The condition of rows that have waited for that long by a server's clock, or seems not to have
   * waited at all.
   */
  private record Past(Instant storedBefore, Instant storedAfter) {
    static Past of(Instant now, Duration age) {
      return new Past(now.minus(age), now.plus(CLOCK_STEP_MAX));
    }

    Condition condition() {
      return FLOW_OUTBOX.TM_CREATE.lt(storedBefore).or(FLOW_OUTBOX.TM_CREATE.gt(storedAfter));
    }

    boolean has(Instant stored) {
      return stored.isBefore(storedBefore) || stored.isAfter(storedAfter);
    }
  }

  @Override
  public void forget(List<Key> published) {
    List<Key> sorted = published.stream().sorted(BY_KEY).toList();
    for (int from = 0; from < sorted.size(); from += FORGOTTEN_AT_ONCE_MAX) {
      List<Key> part = sorted.subList(from, Math.min(from + FORGOTTEN_AT_ONCE_MAX, sorted.size()));
      database.run(removalOf(part));
    }
  }

  /**
   * With room for a few more than are needed, filled with the last one again: so there are few
   * shapes.
   */
  private static SqlStatement removalOf(List<Key> keys) {
    var padded = new ArrayList<>(keys);
    int room = Math.max(8, Integer.highestOneBit(Math.max(1, keys.size() - 1)) * 2);
    while (padded.size() < room) {
      padded.add(keys.getLast());
    }
    var values = new ArrayList<Object>(3 * room);
    padded.forEach(key -> {
      values.add(key.owner());
      values.add(key.version());
      values.add(key.ordinal());
    });
    return SqlStatement.change("forget " + room, () -> removal(padded), values);
  }

  @Override
  public Map<UUID, Long> firstWaiting(Collection<UUID> owners) {
    return owners.isEmpty()
        ? Map.of()
        : database.askPatiently(
            db -> firstWaiting(db, owners).fetchMap(Record2::value1, Record2::value2));
  }

  static ResultQuery<Record2<UUID, Long>> firstWaiting(DSLContext db, Collection<UUID> owners) {
    return db.select(FLOW_OUTBOX.OWNER_ID, DSL.min(FLOW_OUTBOX.VERSION))
        .from(FLOW_OUTBOX)
        .where(FLOW_OUTBOX.OWNER_ID.in(owners))
        .groupBy(FLOW_OUTBOX.OWNER_ID);
  }

  @Override
  public int relay(Duration age, int most, Duration patience, Consumer<List<Entry>> publish) {
    if (!isAnythingLeftBehind(age)) {
      return 0;
    }
    long until = System.nanoTime() + patience.toNanos();
    if (!isTurnBy(until)) {
      throw someoneElseDoes();
    }
    try {
      ProcessId self = claimedBy(until);
      try {
        return relay(self, age, most, publish);
      } finally {
        letOthers(self);
      }
    } finally {
      turn.release();
    }
  }

  private boolean isAnythingLeftBehind(Duration age) {
    return !database.ask(db -> oldest(db, past(db, age), 1).fetch()).isEmpty();
  }

  private int relay(ProcessId self, Duration age, int most, Consumer<List<Entry>> publish) {
    List<Record> rows = database.ask(db -> leftBehind(db, past(db, age), most));
    for (Part part : database.ask(db -> parts(db, rows))) {
      memory.within(() -> relay(self, part, publish));
    }
    return rows.size();
  }

  private void relay(ProcessId self, Part part, Consumer<List<Entry>> publish) {
    if (part.length > MemoryLimiter.SMALL_MAX) {
      memory.need(part, Rows.WORK_PER_BYTE * part.length);
    }
    List<Record> found = database.ask(db -> rows(db, part.keys));
    List<Entry> entries = database.ask(db -> entries(db, found));
    if (!claim.isStillOurs(self)) {
      throw someoneElseDoes();
    }
    publish.accept(entries);
    forget(found.stream().map(OutboxRow::keyOf).toList());
  }

  private static Past past(DSLContext db, Duration age) {
    return Past.of(db.select(ServerTime.FIELD).fetchSingle().value1(), age);
  }

  /** The rows that are published together, and how many bytes of JSON are read for it. */
  private static final class Part {
    private final List<Key> keys = new ArrayList<>();
    private long length;
  }

  @Override
  public List<Waiting> oldest(int most) {
    return database.askPatiently(db -> longestWaiting(db, most).fetch(OutboxRow::toWaiting));
  }

  static ResultQuery<? extends Record> longestWaiting(DSLContext db, int most) {
    return db.select(
            FLOW_OUTBOX.OWNER_ID,
            FLOW_OUTBOX.VERSION,
            FLOW_OUTBOX.ORDINAL,
            FLOW_OUTBOX.TYPE,
            OutboxRow.BEGINNING,
            FLOW_OUTBOX.TM_CREATE,
            ServerTime.FIELD.as(OutboxRow.NOW))
        .from(FLOW_OUTBOX)
        .orderBy(
            FLOW_OUTBOX.TM_CREATE, FLOW_OUTBOX.OWNER_ID, FLOW_OUTBOX.VERSION, FLOW_OUTBOX.ORDINAL)
        .limit(most);
  }

  @Override
  public long size() {
    return database.askPatiently(db -> (long) db.fetchCount(FLOW_OUTBOX));
  }

  private boolean isTurnBy(long until) {
    try {
      return turn.tryAcquire(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ProcessId claimedBy(long until) {
    try {
      Optional<ProcessId> claimed = claim.take();
      while (claimed.isEmpty() && System.nanoTime() < until) {
        Thread.sleep(BETWEEN_LOOKS);
        claimed = claim.take();
      }
      return claimed.orElseThrow(MysqlOutbox::someoneElseDoes);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw someoneElseDoes();
    }
  }

  private static FlowException someoneElseDoes() {
    return new FlowException(
        Reason.CONTENDED, "Expected to be the only one to relay, but someone else does");
  }

  private void letOthers(ProcessId self) {
    try {
      claim.release(self);
    } catch (FlowException unavailable) {
      // It stays ours, and is released the next time.
      log.debug("the claim to relay is kept: {}", unavailable.getMessage());
    }
  }

  /**
   * The oldest entries, with each owner's in order. The server's clock may have been set back, and
   * programs from before stored rows by clocks of their own, so an owner's earlier entry can look
   * younger than its later one: then the later one gives its turn to the earlier one, and waits
   * with it where that is too young.
   */
  private static List<Record> leftBehind(DSLContext db, Past past, int most) {
    List<Key> oldest = oldest(db, past, most).fetch(OutboxRow::keyOf);
    if (oldest.isEmpty()) {
      return List.of();
    }
    Map<UUID, Deque<Record>> inOrder = upTo(db, lastVersions(oldest));
    var rows = new ArrayList<Record>(oldest.size());
    for (Key turn : oldest) {
      Deque<Record> owners = inOrder.getOrDefault(turn.owner(), new ArrayDeque<>());
      if (!owners.isEmpty() && past.has(owners.getFirst().get(FLOW_OUTBOX.TM_CREATE))) {
        rows.add(owners.removeFirst());
      }
    }
    return rows;
  }

  /**
   * The keys of these rows, in parts of which each can be held in memory: one by itself, where it
   * is large.
   *
   * @param rows with what {@link #upTo} asks for
   */
  private static List<Part> parts(DSLContext db, List<Record> rows) {
    Map<UUID, Long> activeflows = lengthsOfActiveflows(db, rows);
    var parts = new ArrayList<Part>();
    var owners = new HashSet<UUID>();
    for (Record row : rows) {
      Key key = OutboxRow.keyOf(row);
      long more = row.get(LENGTH);
      if (!owners.contains(key.owner())) {
        more += activeflows.getOrDefault(key.owner(), 0L);
      }
      if (parts.isEmpty() || parts.getLast().length + more > PART_LENGTH_MAX) {
        parts.add(new Part());
        owners.clear();
      }
      parts.getLast().keys.add(key);
      parts.getLast().length += more;
      owners.add(key.owner());
    }
    return parts;
  }

  private static Map<UUID, Long> lengthsOfActiveflows(DSLContext db, List<Record> rows) {
    if (rows.isEmpty()) {
      return Map.of();
    }
    Set<UUID> owners = rows.stream().map(MysqlOutbox::ownerOf).collect(toSet());
    Map<UUID, Long> lengths =
        db.select(
                FLOW_ACTIVEFLOWS.ID,
                DSL.coalesce(DSL.octetLength(FLOW_ACTIVEFLOWS.STACK_MAP), DSL.inline(0))
                    .cast(Long.class))
            .from(FLOW_ACTIVEFLOWS)
            .where(FLOW_ACTIVEFLOWS.ID.in(owners))
            .fetchMap(Record2::value1, Record2::value2);
    MysqlActiveflowStore.lengthsOfSteps(db, owners)
        .forEach((owner, length) -> lengths.merge(owner, length, Long::sum));
    return lengths;
  }

  private static UUID ownerOf(Record row) {
    return row.get(FLOW_OUTBOX.OWNER_ID);
  }

  /** The rows with these keys, in their order. */
  private static List<Record> rows(DSLContext db, List<Key> keys) {
    Map<Key, Record> byKey =
        db.select(FLOW_OUTBOX.fields())
            .from(FLOW_OUTBOX)
            .where(DSL.or(keys.stream().map(MysqlOutbox::is).toList()))
            .fetchMap(OutboxRow::keyOf, row -> row);
    return keys.stream().filter(byKey::containsKey).map(byKey::get).toList();
  }

  /** Steps and stacks of activeflows are where they always are; the rows have the rest. */
  public static List<Entry> entries(DSLContext db, List<Record> rows) {
    Map<UUID, Activeflow> activeflows =
        MysqlActiveflowStore.byIds(
            db,
            rows.stream()
                .filter(row -> !OutboxRow.isOfFlow(row))
                .map(MysqlOutbox::ownerOf)
                .collect(toSet()));
    var entries = new ArrayList<Entry>(rows.size());
    for (Record row : rows) {
      Optional<Activeflow> stored = Optional.ofNullable(activeflows.get(ownerOf(row)));
      if (OutboxRow.isOfFlow(row)) {
        entries.add(OutboxRow.toFlowEntry(row));
      } else if (stored.isPresent()) {
        entries.add(OutboxRow.toActiveflowEntry(row, stored.get()));
      } else {
        log.error("activeflow {} is gone, and nobody is told of it", OutboxRow.keyOf(row).owner());
      }
    }
    return entries;
  }

  /** For a look at how it is done. */
  static ResultQuery<? extends Record> oldest(DSLContext db, Instant now, Duration age, int most) {
    return oldest(db, Past.of(now, age), most);
  }

  private static ResultQuery<? extends Record> oldest(DSLContext db, Past past, int most) {
    return db.select(FLOW_OUTBOX.OWNER_ID, FLOW_OUTBOX.VERSION, FLOW_OUTBOX.ORDINAL)
        .from(FLOW_OUTBOX)
        .where(past.condition())
        .orderBy(
            FLOW_OUTBOX.TM_CREATE, FLOW_OUTBOX.OWNER_ID, FLOW_OUTBOX.VERSION, FLOW_OUTBOX.ORDINAL)
        .limit(most);
  }

  static Query removal(List<Key> keys) {
    return DSL.deleteFrom(FLOW_OUTBOX).where(DSL.or(keys.stream().map(MysqlOutbox::is).toList()));
  }

  private static Map<UUID, Long> lastVersions(List<Key> keys) {
    var last = new HashMap<UUID, Long>();
    keys.forEach(key -> last.merge(key.owner(), key.version(), Math::max));
    return last;
  }

  private static Map<UUID, Deque<Record>> upTo(DSLContext db, Map<UUID, Long> lastVersions) {
    List<Condition> owners =
        lastVersions.entrySet().stream()
            .map(last ->
                FLOW_OUTBOX.OWNER_ID.eq(last.getKey()).and(FLOW_OUTBOX.VERSION.le(last.getValue())))
            .toList();
    return db
        .select(
            FLOW_OUTBOX.OWNER_ID,
            FLOW_OUTBOX.VERSION,
            FLOW_OUTBOX.ORDINAL,
            FLOW_OUTBOX.TM_CREATE,
            LENGTH)
        .from(FLOW_OUTBOX)
        .where(DSL.or(owners))
        .orderBy(FLOW_OUTBOX.OWNER_ID, FLOW_OUTBOX.VERSION, FLOW_OUTBOX.ORDINAL)
        .fetch()
        .stream()
        .collect(groupingBy(row -> row.get(FLOW_OUTBOX.OWNER_ID), toCollection(ArrayDeque::new)));
  }

  private static Condition is(Key key) {
    return FLOW_OUTBOX
        .OWNER_ID
        .eq(key.owner())
        .and(FLOW_OUTBOX.VERSION.eq(key.version()))
        .and(FLOW_OUTBOX.ORDINAL.eq(key.ordinal()));
  }
}
