package io.flowmanager.mysql;

import static org.jooq.impl.DSL.charLength;

import io.flowmanager.application.port.Filter;
import io.flowmanager.application.port.Filter.Wanted;
import io.flowmanager.application.port.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

/** What reading and listing rows of flows and of activeflows have in common. */
final class Rows {
  private static final UUID NONE = new UUID(0, 0);

  private Rows() {}

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
   */
  static List<Record> page(
      DSLContext db,
      Table<?> table,
      TableField<?, Instant> created,
      TableField<?, UUID> id,
      Condition condition,
      Page page) {
    // One more than asked, to see whether the last one's instant has more.
    List<Record> rows =
        records(
            newestFirst(db, table, created, id, condition.and(created.lt(page.before())))
                .limit(page.size() + 1));
    if (rows.size() <= page.size()) {
      return rows;
    }
    Instant last = rows.get(page.size() - 1).get(created);
    if (!rows.getLast().get(created).equals(last)) {
      return rows.subList(0, page.size());
    }
    List<Record> ties =
        records(newestFirst(db, table, created, id, condition.and(created.eq(last))));
    return Stream.concat(rows.stream().filter(row -> !row.get(created).equals(last)), ties.stream())
        .toList();
  }

  static SelectLimitStep<? extends Record> newestFirst(
      DSLContext db,
      Table<?> table,
      TableField<?, Instant> created,
      TableField<?, UUID> id,
      Condition condition) {
    return db.select(table.fields())
        .from(table)
        .where(condition)
        .orderBy(created.desc(), id.desc());
  }

  private static List<Record> records(ResultQuery<? extends Record> query) {
    return query.fetch().stream().<Record>map(row -> row).toList();
  }
}
