package io.flowmanager.mysql.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SqlLiteralTest {
  private static String of(Object value) {
    var sql = new StringBuilder();
    SqlLiteral.append(sql, value);
    return sql.toString();
  }

  @Test
  void writesWhatColumnsHold() {
    assertThat(of(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")))
        .isEqualTo("X'00112233445566778899aabbccddeeff'");
    assertThat(of(Instant.parse("2026-01-02T03:04:05.000006Z")))
        .isEqualTo("'2026-01-02 03:04:05.000006'");
    assertThat(of(-7)).isEqualTo("-7");
    assertThat(of(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(of(true)).isEqualTo("1");
    assertThat(of(false)).isEqualTo("0");
  }

  @Test
  void writesNothingAsNull() {
    List<?> values = Arrays.asList(new Object[1]);

    assertThat(of(values.getFirst())).isEqualTo("NULL");
  }

  @Test
  void doublesQuotes() {
    assertThat(of("it's")).isEqualTo("'it''s'");
    assertThat(of("''")).isEqualTo("''''''");
    assertThat(of("")).isEqualTo("''");
  }

  @Test
  void givesATextWithABackslashInHexadecimal() {
    assertThat(of("\\'; drop")).isEqualTo("_utf8mb4 X'5c273b2064726f70'");
  }

  @Test
  void knowsNoOtherValues() {
    assertThatThrownBy(() -> of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a value that a column holds, but it is []");
  }

  @Test
  void putsValuesIntoTheGapsOfAText() {
    var sql = new StringBuilder();
    StatementTemplate.of("update t set a = ? where b = ?").appendTo(sql, List.of(List.of("x?", 2)));

    assertThat(sql).hasToString("update t set a = 'x?' where b = 2");
  }

  @Test
  void repeatsTheRowOfAnInsertion() {
    var sql = new StringBuilder();
    StatementTemplate.of("insert into t (a, b) values (?, ?)")
        .appendTo(sql, List.of(List.of("x?", 2), List.of("y", 3)));

    assertThat(sql).hasToString("insert into t (a, b) values ('x?', 2), ('y', 3)");
  }

  @Test
  void refusesAnotherNumberOfValuesThanGaps() {
    StatementTemplate text = StatementTemplate.of("update t set a = ?");

    assertThatThrownBy(() -> text.appendTo(new StringBuilder(), List.of(List.of(1, 2))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Expected 1 values for \"update t set a = ?\", but there are 2");
  }
}
