package io.flowmanager.mysql.commit;

import io.flowmanager.application.json.Json;
import io.flowmanager.mysql.column.UtcDatetime;
import io.flowmanager.mysql.column.UuidBytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/**
 * A request's changes whose values are large: a transaction statement by statement, with values
 * that travel beside the statements, piece by piece. As part of a {@link MultiStatement}'s text
 * they would take several times as much memory.
 *
 * <p>It keeps all of them or nothing, and refuses what a {@link MultiStatement} of the same changes
 * refuses.
 */
public final class BoundTransaction {
  /**
   * Up to so many bytes a text is sent with its statement: a piece of its own is a message more.
   */
  public static final int STREAMED_MIN = 8 * 1024;

  private static final String GAP = "?";

  /** A value that is sent in pieces: it has no character set of its own. */
  private static final String STREAMED_GAP = "convert(? using utf8mb4)";

  private final UnitOfWork changes;

  public BoundTransaction(UnitOfWork changes) {
    this.changes = changes;
  }

  /**
   * Commits it; false where another version is there by now, or none. Where it fails, the
   * connection may be left inside a transaction.
   */
  public boolean commit(Connection connection, DSLContext db, MultiStatement.Texts texts)
      throws SQLException {
    execute(connection, MultiStatement.BEGIN);
    if (changes.next().isPresent()
        && run(connection, db, texts, changes.next().get().ifItIsStill()) == 0) {
      execute(connection, MultiStatement.ROLLBACK);
      return false;
    }
    for (NewRow row : changes.added()) {
      run(connection, db, texts, SqlStatement.insert(row));
    }
    execute(connection, MultiStatement.COMMIT);
    return true;
  }

  /** Adds rows, asks what has become of them, and takes them back. */
  public static Result<Record> rehearse(
      List<NewRow> rows,
      SqlStatement question,
      Connection connection,
      DSLContext db,
      MultiStatement.Texts texts)
      throws SQLException {
    execute(connection, MultiStatement.BEGIN);
    for (NewRow row : rows) {
      run(connection, db, texts, SqlStatement.insert(row));
    }
    Result<Record> answer =
        MultiStatement.of(question).run(connection, db, texts).answers().getFirst();
    execute(connection, MultiStatement.ROLLBACK);
    return answer;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int run(
      Connection connection, DSLContext db, MultiStatement.Texts texts, SqlStatement statement)
      throws SQLException {
    List<?> values = statement.values().getFirst();
    List<String> parts = texts.of(statement, db).parts();
    var sql = new StringBuilder(parts.getFirst());
    for (int gap = 0; gap < values.size(); gap++) {
      sql.append(gapFor(values.get(gap))).append(parts.get(gap + 1));
    }
    try (PreparedStatement prepared = connection.prepareStatement(sql.toString())) {
      int place = 1;
      for (Object value : values) {
        if (!(value instanceof ServerTime)) {
          bind(prepared, place++, value);
        }
      }
      return prepared.executeUpdate();
    }
  }

  /** The text in the statement where a value goes. */
  private static String gapFor(Object value) {
    if (value instanceof ServerTime time) {
      return time.sql();
    }
    return isStreamed(value) ? STREAMED_GAP : GAP;
  }

  private static boolean isStreamed(Object value) {
    return switch (value) {
      case null -> false;
      case Json json -> json.length() > STREAMED_MIN;
      case String text -> text.length() > STREAMED_MIN;
      default -> false;
    };
  }

  private static void bind(PreparedStatement prepared, int place, Object value)
      throws SQLException {
    if (isStreamed(value)) {
      byte[] utf8 =
          value instanceof Json json
              ? json.utf8()
              : value.toString().getBytes(StandardCharsets.UTF_8);
      prepared.setBinaryStream(place, new ByteArrayInputStream(utf8), utf8.length);
      return;
    }
    switch (value) {
      case null -> prepared.setNull(place, Types.VARCHAR);
      case UUID id -> prepared.setBytes(place, UuidBytes.of(id));
      case Instant instant -> prepared.setString(place, UtcDatetime.text(instant));
      case Json json -> prepared.setString(place, json.toString());
      case String text -> prepared.setString(place, text);
      case Number number -> prepared.setLong(place, number.longValue());
      case Boolean flag -> prepared.setBoolean(place, flag);
      default ->
          throw new IllegalArgumentException(
              "Expected a value that a column holds, but it is " + Objects.toString(value));
    }
  }
}
