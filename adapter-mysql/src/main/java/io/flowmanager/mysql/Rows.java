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
    List<Record> rows =
        db
            .select(table.fields())
            .from(table)
            .where(condition)
            .and(created.lt(page.before()))
            .orderBy(created.desc(), id.desc())
            .limit(page.size() + 1)
            .fetch()
            .stream()
            .<Record>map(row -> row)
            .toList();
    if (rows.size() <= page.size()) {
      return rows;
    }
    List<Record> asked = rows.subList(0, page.size());
    Instant last = asked.getLast().get(created);
    if (!rows.getLast().get(created).equals(last)) {
      return asked;
    }
    List<Record> ties =
        db
            .select(table.fields())
            .from(table)
            .where(condition)
            .and(created.eq(last))
            .orderBy(id.desc())
            .fetch()
            .stream()
            .<Record>map(row -> row)
            .toList();
    return Stream.concat(
            asked.stream().filter(row -> !row.get(created).equals(last)), ties.stream())
        .toList();
  }
}
