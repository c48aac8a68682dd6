package io.flowmanager.mysql.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UtcDatetimeTest {
  @Test
  void writesSixDigitsAlways() {
    assertThat(UtcDatetime.text(Instant.parse("2026-01-02T03:04:05Z")))
        .isEqualTo("2026-01-02 03:04:05.000000");
    assertThat(UtcDatetime.text(Instant.parse("2026-01-02T03:04:05.000001Z")))
        .isEqualTo("2026-01-02 03:04:05.000001");
  }

  @Test
  void cutsOffWhatIsFinerThanAMicrosecond() {
    assertThat(UtcDatetime.text(Instant.parse("2026-01-02T03:04:05.999999999Z")))
        .isEqualTo("2026-01-02 03:04:05.999999");
  }

  @Test
  void readsWithAndWithoutAFraction() {
    assertThat(UtcDatetime.instant("2026-01-02 03:04:05"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(UtcDatetime.instant("2026-01-02 03:04:05.1"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05.1Z"));
    assertThat(UtcDatetime.instant("2026-01-02 03:04:05.000001"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05.000001Z"));
  }
}
