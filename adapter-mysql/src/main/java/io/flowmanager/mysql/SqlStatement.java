package io.flowmanager.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A statement and its values. Its text is the same for all of its shape, so it is made once for
 * each: to make it anew would take as long as to run it.
 *
 * @param shape what its text depends on; empty: it is made each time
 * @param values in the order of the text's question marks
 * @param fields what a question asks for; none for a change
 */
record SqlStatement(
    Optional<String> shape,
    Supplier<? extends Query> query,
    List<?> values,
    List<Field<?>> fields) {
  private static final List<Field<?>> NO_FIELDS = List.of();

  /** One that is as good as never run. */
  static SqlStatement once(Query query) {
    return new SqlStatement(
        Optional.empty(),
        () -> query,
        query.getBindValues(),
        query instanceof Select<?> select ? List.of(select.fields()) : NO_FIELDS);
  }

  /** A question. */
  static SqlStatement question(String shape, Select<?> select) {
    return new SqlStatement(
        Optional.of(shape), () -> select, select.getBindValues(), List.of(select.fields()));
  }

  /** A change. */
  static SqlStatement change(String shape, Supplier<? extends Query> query, List<?> values) {
    return new SqlStatement(Optional.of(shape), query, values, NO_FIELDS);
  }

  boolean isQuestion() {
    return !fields.isEmpty();
  }

  /** How a row is inserted: in any case, or only if the change before it came through. */
  interface Insertion {
    SqlStatement of(Table<?> table, List<Field<?>> columns, List<?> row);
  }

  /** Inserts a row. */
  static SqlStatement insert(Table<?> table, List<Field<?>> columns, List<?> row) {
    return change(
        "insert " + table.getName(),
        () -> DSL.insertInto(table).columns(columns).values(values(columns, row)),
        row);
  }

  /**
   * Inserts a row, provided that the statement before it found or inserted one: so a
   * compare-and-set that lost keeps nothing, without another round trip to learn that it did.
   */
  static SqlStatement insertIfKept(Table<?> table, List<Field<?>> columns, List<?> row) {
    return change(
        "insert if kept " + table.getName(),
        () ->
            DSL.insertInto(table)
                .columns(columns)
                .select(DSL.select(values(columns, row)).where(anyRowBefore())),
        row);
  }

  private static List<Field<?>> values(List<Field<?>> columns, List<?> row) {
    var values = new ArrayList<Field<?>>(row.size());
    for (int index = 0; index < row.size(); index++) {
      values.add(DSL.val(row.get(index), columns.get(index)));
    }
    return values;
  }

  private static Condition anyRowBefore() {
    return DSL.function("row_count", Long.class).gt(DSL.inline(0L));
  }
}
