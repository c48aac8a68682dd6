package io.flowmanager.mysql.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmanager.application.json.Json;
import io.flowmanager.mysql.column.UtcDatetime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

/**
 * Values as they stand in the text of a statement.
 *
 * <p>No text ends its literal early, whatever is in it and whatever {@code sql_mode} the server
 * has: a quote is doubled, and where there is a backslash, which some modes take for an escape and
 * some do not, all of the text is given in hexadecimal.
 */
final class SqlLiteral {
  private static final HexFormat HEX = HexFormat.of();

  /** More than the server can count to, whatever the statement before found: -1 at least. */
  private static final String TOO_MANY = "2 + row_count() + " + Long.MAX_VALUE;

  /**
   * A number where a condition holds. Otherwise the statement is refused, as where a {@link
   * CompareAndSet} is another one.
   *
   * @param condition SQL
   */
  record NumberIf(Number number, String condition) {}

  private SqlLiteral() {}

  /**
   * Appends one.
   *
   * @param value a UUID, text, JSON, moment, {@link ServerTime}, number, {@link NumberIf} or truth
   *     value; null: NULL
   */
  static void append(StringBuilder sql, Object value) {
    switch (value) {
      case null -> sql.append("NULL");
      case UUID id -> appendId(sql, id);
      case Instant instant -> sql.append('\'').append(UtcDatetime.text(instant)).append('\'');
      case String text -> appendText(sql, text);
      case Json json -> appendText(sql, json.toString());
      case Number number -> sql.append(number.longValue());
      case ServerTime time -> sql.append(time.sql());
      case NumberIf conditional -> appendIf(sql, conditional);
      case Boolean flag -> sql.append(flag ? '1' : '0');
      default ->
          throw new IllegalArgumentException(
              "Expected a value that a column holds, but it is " + Objects.toString(value));
    }
  }

  /** A value by itself. */
  static String of(Object value) {
    var sql = new StringBuilder();
    append(sql, value);
    return sql.toString();
  }

  private static void appendIf(StringBuilder sql, NumberIf conditional) {
    sql.append("case when ").append(conditional.condition()).append(" then ");
    append(sql, conditional.number());
    sql.append(" else ").append(TOO_MANY).append(" end");
  }

  private static void appendId(StringBuilder sql, UUID id) {
    sql.append("X'")
        .append(HEX.toHexDigits(id.getMostSignificantBits()))
        .append(HEX.toHexDigits(id.getLeastSignificantBits()))
        .append('\'');
  }

  private static void appendText(StringBuilder sql, String text) {
    if (text.indexOf('\\') >= 0) {
      sql.append("_utf8mb4 X'").append(HEX.formatHex(text.getBytes(UTF_8))).append('\'');
      return;
    }
    sql.append('\'');
    int from = 0;
    for (int quote = text.indexOf('\''); quote >= 0; quote = text.indexOf('\'', from)) {
      sql.append(text, from, quote + 1).append('\'');
      from = quote + 1;
    }
    sql.append(text, from, text.length()).append('\'');
  }
}
