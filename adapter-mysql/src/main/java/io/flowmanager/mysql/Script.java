package io.flowmanager.mysql;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Statements that travel to the server as one text, so that however many they are, they cost one
 * round trip. The server stops at the first one that fails.
 */
final class Script {
  private static final String BEGIN = "start transaction";
  private static final String COMMIT = "commit";
  private static final String ROLLBACK = "rollback";

  private final List<? extends Query> statements;
  private final List<String> before;
  private final List<String> after;

  private Script(List<? extends Query> statements, List<String> before, List<String> after) {
    this.statements = statements;
    this.before = before;
    this.after = after;
  }

  /** Questions. */
  static Script of(Select<?>... questions) {
    return new Script(List.of(questions), List.of(), List.of());
  }

  /** Changes that are kept together or not at all. */
  static Script transaction(List<? extends Query> changes) {
    return new Script(changes, List.of(BEGIN), List.of(COMMIT));
  }

  /** Changes and questions that leave no trace. */
  static Script rehearsal(List<? extends Query> statements) {
    return new Script(statements, List.of(BEGIN), List.of(ROLLBACK));
  }

  /** How rows are inserted: in any case, or only if the change before them came through. */
  interface Insertion {
    Query of(Table<?> table, List<Field<?>> columns, List<List<?>> rows);
  }

  /**
   * Inserts rows, provided that the statement before it found or inserted any: so a compare-and-set
   * that lost keeps nothing, without another round trip to learn that it did.
   */
  static Insert<?> insertIfKept(Table<?> table, List<Field<?>> columns, List<List<?>> rows) {
    Select<Record> all =
        rows.stream()
            .<Select<Record>>map(row -> DSL.select(values(columns, row)).where(anyRowBefore()))
            .reduce(Select::unionAll)
            .orElseThrow();
    return DSL.insertInto(table).columns(columns).select(all);
  }

  /** Inserts rows. */
  static Insert<?> insert(Table<?> table, List<Field<?>> columns, List<List<?>> rows) {
    return DSL.insertInto(table)
        .columns(columns)
        .valuesOfRows(rows.stream().map(row -> DSL.row(values(columns, row))).toList());
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

  /** What came of the statements, in their order. */
  record Outcome(List<Integer> rows, List<Result<Record>> answers) {}

  /** Runs it; where it fails, the connection may be left inside a transaction. */
  Outcome run(Connection connection, DSLContext db) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(text(db))) {
      bind(prepared);
      boolean isAnswer = prepared.execute();
      for (int skipped = 0; skipped < before.size(); skipped++) {
        isAnswer = prepared.getMoreResults();
      }
      var rows = new ArrayList<Integer>();
      var answers = new ArrayList<Result<Record>>();
      for (Query statement : statements) {
        if (isAnswer) {
          try (ResultSet found = prepared.getResultSet()) {
            answers.add(db.fetch(found, fieldsOf(statement)));
          }
        } else {
          rows.add(prepared.getUpdateCount());
        }
        isAnswer = prepared.getMoreResults();
      }
      return new Outcome(rows, answers);
    }
  }

  private static Field<?>[] fieldsOf(Query statement) {
    return statement instanceof Select<?> select ? select.fields() : new Field<?>[0];
  }

  private String text(DSLContext db) {
    return Stream.of(
            before.stream(),
            statements.stream().map(statement -> db.render(statement)),
            after.stream())
        .flatMap(part -> part)
        .collect(joining("; "));
  }

  private void bind(PreparedStatement prepared) throws SQLException {
    int index = 0;
    for (Query statement : statements) {
      for (Object value : statement.getBindValues()) {
        index++;
        bind(prepared, index, value);
      }
    }
  }

  private static void bind(PreparedStatement prepared, int index, Object value)
      throws SQLException {
    switch (value) {
      case null -> prepared.setObject(index, null);
      case UUID id -> prepared.setBytes(index, UuidBytes.of(id));
      case Instant instant -> prepared.setString(index, UtcDatetime.text(instant));
      case String text -> prepared.setString(index, text);
      case Number number -> prepared.setLong(index, number.longValue());
      case Boolean flag -> prepared.setBoolean(index, flag);
      default ->
          throw new IllegalArgumentException(
              "Expected a value that a column holds, but it is " + Objects.toString(value));
    }
  }
}
