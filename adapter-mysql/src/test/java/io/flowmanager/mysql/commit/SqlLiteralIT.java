package io.flowmanager.mysql.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server understands. */
class SqlLiteralIT {
  private static final long SEED = 20_261_125;
  private static final int TEXTS = 2_000;

  /**
   * What ends a literal, escapes, comments or means something to a driver, and what is long in
   * UTF-8.
   */
  private static final List<String> PIECES =
      List.of(
          "'",
          "''",
          "\"",
          "\\",
          "\\'",
          "\\\\",
          "`",
          ";",
          "--",
          "/*",
          "*/",
          "#",
          "?",
          "{d '2026-01-01'}",
          "%",
          "_",
          "\0",
          "\n",
          "\r",
          "\u001a",
          "a",
          "é",
          "電",
          "\uD83D\uDCDE",
          "¥",
          "\u0160'",
          "\u2028",
          "0x",
          "X'",
          "NULL");

  private static String text(RandomGenerator random) {
    var text = new StringBuilder();
    for (int left = random.nextInt(8); left > 0; left--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES", "STRICT_ALL_TABLES,PIPES_AS_CONCAT"})
  void everyTextComesBackAsItWas(String mode) throws SQLException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    DatabaseAddress address = TestServer.emptyDatabase();
    try (Connection connection = TestServer.connect(address);
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set names utf8mb4");
      statement.execute("set sql_mode = '" + mode + "'");
      statement.execute("create table texts (text longtext) character set utf8mb4");
      for (int number = 0; number < TEXTS; number++) {
        String text = text(random);
        var sql = new StringBuilder("insert into texts values (");
        SqlLiteral.append(sql, text);
        statement.execute(sql.append(')').toString());
        try (ResultSet found = statement.executeQuery("select text from texts")) {
          assertThat(found.next()).isTrue();
          assertThat(found.getString(1)).as("seed %d, text %d", SEED, number).isEqualTo(text);
          assertThat(found.next()).isFalse();
        }
        statement.execute("delete from texts");
      }
    } finally {
      TestServer.drop(address);
    }
  }
}
