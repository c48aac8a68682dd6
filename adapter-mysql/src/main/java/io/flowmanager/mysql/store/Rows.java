package io.flowmanager.mysql.store;

import static org.jooq.impl.DSL.charLength;

import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.Wanted;
import io.flowmanager.application.port.Page;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** The common part of reading and listing rows of flows and of activeflows. */
public final class Rows {
  private static final UUID NONE = new UUID(0, 0);

  /**
   * The bytes that a byte of stored JSON takes until what it is read for is answered, about: as
   * what the server sent, as text and as bytes again, as values, and as the answer twice.
   */
  static final int WORK_PER_BYTE = 8;

  /** The bytes that a byte of JSON takes as text, as values and in the answer, about. */
  private static final int PER_BYTE = 6;

  /** The bytes that a value takes in addition, about. */
  private static final int PER_VALUE = 64;

  private Rows() {}

  /**
   * A table of what is listed.
   *
   * @param json its columns of any length
   * @param besides how many bytes of JSON rows have in other tables
   */
  record Listed(
      Table<?> table,
      TableField<?, Instant> created,
      TableField<?, UUID> id,
      List<TableField<?, String>> json,
      ToLongBiFunction<DSLContext, List<Record>> besides) {

    private Field<Long> weightOfTexts() {
      return json.stream()
          .map(text -> DSL.coalesce(DSL.octetLength(text), DSL.inline(0)))
          .map(length -> length.times(PER_BYTE).cast(Long.class))
          .reduce(DSL.inline(0L), Field::plus);
    }

    private long weigh(DSLContext db, List<Record> rows) {
      return PER_BYTE * besides.applyAsLong(db, rows) + rows.stream().mapToLong(this::weigh).sum();
    }

    /** As far as the values in its JSON go: there is at least a comma for each but the first. */
    private long weigh(Record row) {
      return json.stream()
          .map(column -> text(row, column))
          .mapToLong(text ->
              (long) PER_BYTE * text.length()
                  + PER_VALUE * text.chars().filter(character -> character == ',').count())
          .sum();
    }
  }

  /** The text; empty where it is NULL. */
  static String text(Record row, Field<String> field) {
    String text = row.get(field);
    return text == null ? "" : text;
  }

  @SuppressWarnings("NullAway") // NULL, as SQL says that there is none
  static <T> T orNull(Optional<T> value) {
    return value.orElse(null);
  }

  /** All that a list is limited to. */
  static <K extends Enum<K> & Filter.Key> Condition where(
      Filter<K> filter, Function<K, Field<?>> columns) {
    return filter.wanted().entrySet().stream()
        .map(entry -> is(columns.apply(entry.getKey()), entry.getValue()))
        .reduce(DSL.noCondition(), Condition::and);
  }

  @SuppressWarnings(
      "unchecked") // each key's kind says what its column holds: Filter has checked it
  private static Condition is(Field<?> column, Wanted wanted) {
    return switch (wanted) {
      case Wanted.Id id -> isId((Field<UUID>) column, id.value());
      case Wanted.Text text -> isText((Field<String>) column, text.value());
      case Wanted.Whole whole -> ((Field<Long>) column).eq(whole.value());
      case Wanted.Flag flag -> flag.value() ? column.isNotNull() : column.isNull();
    };
  }

  /** None may be NULL in rows of the original. */
  private static Condition isId(Field<UUID> column, UUID wanted) {
    Condition same = column.eq(wanted);
    return wanted.equals(NONE) ? same.or(column.isNull()) : same;
  }

  /** With its length, because the server takes texts for equal that differ in trailing spaces. */
  private static Condition isText(Field<String> column, String wanted) {
    Condition same =
        column.eq(wanted).and(charLength(column).eq(wanted.codePointCount(0, wanted.length())));
    return wanted.isEmpty() ? same.or(column.isNull()) : same;
  }

  /**
   * A page's rows, newest first, with all that were created at the same instant as its last one.
   *
   * @throws FlowException ANSWER_TOO_LARGE
   */
  static List<Record> page(
      DSLContext db, MemoryLimiter memory, Listed listed, Condition condition, Page page) {
    // One more than asked, to see whether the last one's instant has more.
    Condition before = condition.and(listed.created().lt(page.before()));
    int most = page.size() + 1;
    if (page.size() > 1) {
      // Before they are read, for they may be more than memory holds.
      requireRoom(memory, weightOfTexts(db, listed, before, most));
    }
    if (page.size() == 1) {
      memory.need(Listed.class, weightOfTexts(db, listed, before, most));
    }
    List<Record> rows = records(newestFirst(db, listed, before).limit(most));
    if (page.size() > 1) {
      requireRoom(memory, listed.weigh(db, rows));
    }
    if (rows.size() <= page.size()) {
      return rows;
    }
    Instant last = rows.get(page.size() - 1).get(listed.created());
    if (!rows.getLast().get(listed.created()).equals(last)) {
      return rows.subList(0, page.size());
    }
    List<Record> ties = records(newestFirst(db, listed, condition.and(listed.created().eq(last))));
    return Stream.concat(
            rows.stream().filter(row -> !row.get(listed.created()).equals(last)), ties.stream())
        .toList();
  }

  private static void requireRoom(MemoryLimiter memory, long weight) {
    long room = memory.bytes();
    if (weight > room) {
      throw new FlowException(
          Reason.ANSWER_TOO_LARGE,
          "Expected a page that takes at most %d bytes of memory, but it takes %d"
              .formatted(room, weight));
    }
    if (weight > MemoryLimiter.SMALL_MAX) {
      memory.need(Listed.class, weight);
    }
  }

  private static long weightOfTexts(DSLContext db, Listed listed, Condition condition, int most) {
    Field<Long> weight = listed.weightOfTexts().as("weight");
    var rows =
        db.select(weight)
            .from(listed.table())
            .where(condition)
            .orderBy(listed.created().desc(), listed.id().desc())
            .limit(most)
            .asTable("page");
    return db.select(DSL.coalesce(DSL.sum(rows.field(weight)), DSL.inline(BigDecimal.ZERO)))
        .from(rows)
        .fetchSingle()
        .value1()
        .longValue();
  }

  static SelectLimitStep<? extends Record> newestFirst(
      DSLContext db, Listed listed, Condition condition) {
    return db.select(listed.table().fields())
        .from(listed.table())
        .where(condition)
        .orderBy(listed.created().desc(), listed.id().desc());
  }

  private static List<Record> records(ResultQuery<? extends Record> query) {
    return query.fetch().stream().<Record>map(row -> row).toList();
  }
}
