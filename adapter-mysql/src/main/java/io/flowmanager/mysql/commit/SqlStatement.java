package io.flowmanager.mysql.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * A statement and its values. Its text is the same for all of its shape, so it is made once for
 * each: to make it anew would take as long as to run it.
 *
 * @param shape what its text depends on; empty: it is made each time
 * @param values in the order of the text's question marks; more than one list of them for an
 *     insertion of several rows
 * @param fields what a question asks for; none for a change
 */
public record SqlStatement(
    Optional<String> shape,
    Supplier<? extends Query> query,
    List<? extends List<?>> values,
    List<Field<?>> fields) {
  private static final List<Field<?>> NO_FIELDS = List.of();

  /** A statement that is as good as never run. */
  public static SqlStatement once(Query query) {
    return new SqlStatement(
        Optional.empty(),
        () -> query,
        List.of(query.getBindValues()),
        query instanceof Select<?> select ? List.of(select.fields()) : NO_FIELDS);
  }

  /** A question. */
  public static SqlStatement question(String shape, Select<?> select) {
    return new SqlStatement(
        Optional.of(shape),
        () -> select,
        List.of(select.getBindValues()),
        List.of(select.fields()));
  }

  /** A change. */
  public static SqlStatement change(String shape, Supplier<? extends Query> query, List<?> values) {
    return new SqlStatement(Optional.of(shape), query, List.of(values), NO_FIELDS);
  }

  boolean isQuestion() {
    return !fields.isEmpty();
  }

  /** Inserts a row. */
  public static SqlStatement insert(NewRow row) {
    return insertAll(List.of(row));
  }

  /**
   * Inserts rows of one table.
   *
   * @param rows at least one
   */
  public static SqlStatement insertAll(List<NewRow> rows) {
    NewRow first = rows.getFirst();
    return new SqlStatement(
        Optional.of("insert " + first.table().getName()),
        () -> DSL.insertInto(first.table()).columns(first.columns()).values(values(first)),
        rows.stream().map(NewRow::values).toList(),
        NO_FIELDS);
  }

  /**
   * Inserts a row, provided that the statement before it found or inserted one: so a
   * compare-and-set that lost keeps nothing, without another round trip to learn that it did.
   */
  public static SqlStatement insertIfKept(NewRow row) {
    return change(
        "insert if kept " + row.table().getName(),
        () ->
            DSL.insertInto(row.table())
                .columns(row.columns())
                .select(DSL.select(values(row)).where(anyRowBefore())),
        row.values());
  }

  private static List<Field<?>> values(NewRow row) {
    var values = new ArrayList<Field<?>>(row.values().size());
    for (int index = 0; index < row.values().size(); index++) {
      Object value = row.values().get(index);
      // Only the place of each is looked at, and what the server fills in has none of its own.
      values.add(DSL.val(value instanceof ServerTime ? null : value, row.columns().get(index)));
    }
    return values;
  }

  private static Condition anyRowBefore() {
    return DSL.function("row_count", Long.class).gt(DSL.inline(0L));
  }
}
