package io.flowmanager.mysql.commit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;

/**
 * Statements that travel to the server as one text, so that however many they are, they cost one
 * round trip. The server stops at the first one that fails.
 */
public final class MultiStatement {
  static final String BEGIN = "start transaction";
  static final String COMMIT = "commit";
  static final String ROLLBACK = "rollback";

  private final List<SqlStatement> statements;
  private final List<String> before;
  private final List<String> after;

  /** The text of statements, by their shape, in one dialect. */
  public static final class Texts {
    private final Map<String, StatementTemplate> byShape = new ConcurrentHashMap<>();

    public StatementTemplate of(SqlStatement statement, DSLContext db) {
      return statement.shape().isEmpty()
          ? StatementTemplate.of(db.render(statement.query().get()))
          : byShape.computeIfAbsent(
              statement.shape().get(),
              shape -> StatementTemplate.of(db.render(statement.query().get())));
    }
  }

  private MultiStatement(List<SqlStatement> statements, List<String> before, List<String> after) {
    this.statements = statements;
    this.before = before;
    this.after = after;
  }

  /** Questions. */
  public static MultiStatement of(SqlStatement... questions) {
    return new MultiStatement(List.of(questions), List.of(), List.of());
  }

  /** A request's changes as a transaction. */
  public static MultiStatement transaction(UnitOfWork changes) {
    return new MultiStatement(changes.byItself(), List.of(BEGIN), List.of(COMMIT));
  }

  /**
   * Several requests' changes as one transaction, on a connection that is in one without being
   * told: a statement less.
   */
  public static MultiStatement restOfTransaction(List<UnitOfWork> requests) {
    return new MultiStatement(UnitOfWork.together(requests), List.of(), List.of(COMMIT));
  }

  /** Changes and questions that leave no trace. */
  public static MultiStatement rehearsal(List<SqlStatement> statements) {
    return new MultiStatement(statements, List.of(BEGIN), List.of(ROLLBACK));
  }

  /** The results of the statements, in their order. */
  public record Outcome(List<Integer> rows, List<Result<Record>> answers) {}

  /** Runs it; where it fails, the connection may be left inside a transaction. */
  public Outcome run(Connection connection, DSLContext db, Texts texts) throws SQLException {
    try (Statement running = connection.createStatement()) {
      running.execute(text(db, texts));
      for (int skipped = 0; skipped < before.size(); skipped++) {
        running.getMoreResults();
      }
      var rows = new ArrayList<Integer>();
      var answers = new ArrayList<Result<Record>>();
      for (SqlStatement statement : statements) {
        if (statement.isQuestion()) {
          try (ResultSet found = running.getResultSet()) {
            answers.add(db.fetch(found, statement.fields().toArray(Field<?>[]::new)));
          }
        } else {
          rows.add(running.getUpdateCount());
        }
        running.getMoreResults();
      }
      return new Outcome(rows, answers);
    }
  }

  private String text(DSLContext db, Texts texts) {
    var text = new StringBuilder(4096);
    before.forEach(part -> text.append(part).append("; "));
    for (SqlStatement statement : statements) {
      texts.of(statement, db).appendTo(text, statement.values());
      text.append("; ");
    }
    after.forEach(part -> text.append(part).append("; "));
    text.setLength(text.length() - "; ".length());
    return text.toString();
  }
}
