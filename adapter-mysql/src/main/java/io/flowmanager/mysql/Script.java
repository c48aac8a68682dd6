package io.flowmanager.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;

/**
 * Statements that travel to the server as one text, so that however many they are, they cost one
 * round trip. The server stops at the first one that fails.
 */
final class Script {
  private static final String BEGIN = "start transaction";
  private static final String COMMIT = "commit";
  private static final String ROLLBACK = "rollback";

  private final List<SqlStatement> statements;
  private final List<String> before;
  private final List<String> after;

  /** What statements look like, by their shape, in one dialect. */
  static final class Texts {
    private final Map<String, String> byShape = new ConcurrentHashMap<>();

    private String of(SqlStatement statement, DSLContext db) {
      return statement.shape().isEmpty()
          ? db.render(statement.query().get())
          : byShape.computeIfAbsent(
              statement.shape().get(), shape -> db.render(statement.query().get()));
    }
  }

  private Script(List<SqlStatement> statements, List<String> before, List<String> after) {
    this.statements = statements;
    this.before = before;
    this.after = after;
  }

  /** Questions. */
  static Script of(SqlStatement... questions) {
    return new Script(List.of(questions), List.of(), List.of());
  }

  /** Changes that are kept together or not at all. */
  static Script transaction(List<SqlStatement> changes) {
    return new Script(changes, List.of(BEGIN), List.of(COMMIT));
  }

  /** Changes and questions that leave no trace. */
  static Script rehearsal(List<SqlStatement> statements) {
    return new Script(statements, List.of(BEGIN), List.of(ROLLBACK));
  }

  /** What came of the statements, in their order. */
  record Outcome(List<Integer> rows, List<Result<Record>> answers) {}

  /** Runs it; where it fails, the connection may be left inside a transaction. */
  Outcome run(Connection connection, DSLContext db, Texts texts) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(text(db, texts))) {
      bind(prepared);
      boolean isAnswer = prepared.execute();
      for (int skipped = 0; skipped < before.size(); skipped++) {
        isAnswer = prepared.getMoreResults();
      }
      var rows = new ArrayList<Integer>();
      var answers = new ArrayList<Result<Record>>();
      for (SqlStatement statement : statements) {
        if (isAnswer) {
          try (ResultSet found = prepared.getResultSet()) {
            answers.add(db.fetch(found, statement.fields().toArray(Field<?>[]::new)));
          }
        } else {
          rows.add(prepared.getUpdateCount());
        }
        isAnswer = prepared.getMoreResults();
      }
      return new Outcome(rows, answers);
    }
  }

  private String text(DSLContext db, Texts texts) {
    var text = new StringBuilder(1024);
    before.forEach(part -> append(text, part));
    statements.forEach(statement -> append(text, texts.of(statement, db)));
    after.forEach(part -> append(text, part));
    return text.toString();
  }

  private static void append(StringBuilder text, String part) {
    if (!text.isEmpty()) {
      text.append("; ");
    }
    text.append(part);
  }

  private void bind(PreparedStatement prepared) throws SQLException {
    int index = 0;
    for (SqlStatement statement : statements) {
      for (Object value : statement.values()) {
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
