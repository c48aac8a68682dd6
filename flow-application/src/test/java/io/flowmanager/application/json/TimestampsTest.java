package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-08-22T10:28:01Z",
        "2026-08-22T10:28:01.12Z",
        "2026-08-22T10:28:01.123456Z",
        "2026-08-22T10:28:01.000001Z",
        "2026-08-22T10:28:01.123456789Z",
        "2026-01-02T00:00:00Z",
        "0001-02-03T04:05:06Z",
        "9999-12-31T23:59:59.999999999Z",
      })
  void writesNoMoreDigitsThanThereAre(String text) {
    assertThat(Timestamps.write(Instant.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-08-22T10:28:01Z, 2026-08-22T10:28:01Z",
    "2026-08-22T10:28:01.5Z, 2026-08-22T10:28:01.5Z",
    "2026-08-22T10:28:01.500000, 2026-08-22T10:28:01.5Z",
    "2026-08-22 10:28:01, 2026-08-22T10:28:01Z",
    "2026-08-22 10:28:01.123456, 2026-08-22T10:28:01.123456Z",
    "2026-08-22 10:28:01.123456Z, 2026-08-22T10:28:01.123456Z",
    "2022-01-20 10:11:12.123456789, 2022-01-20T10:11:12.123456789Z",
    "2026-08-22T10:28:01+09:00, 2026-08-22T01:28:01Z",
    "2026-08-22T10:28:01.25-00:30, 2026-08-22T10:58:01.25Z",
    "2026-08-22t10:28:01z, 2026-08-22T10:28:01Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
  })
  void findsTimesInAllFormsThatWereEverWritten(String text, Instant time) {
    assertThat(Timestamps.find(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-08-22",
        "2026-08-22T10:28",
        "2026-08-22T10:28:01.Z",
        "2026-08-22T10:28:01.1234567890Z",
        "2026-08-22T10:28:0112Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-08-22T24:00:01Z",
        "2026-08-22T10:28:01+25:00",
        " 2026-08-22T10:28:01Z",
        "٢٠٢٦-08-22T10:28:01Z",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00",
        "9999-01-01 00:00:000",
      })
  void findsNoneInAnythingElse(String text) {
    assertThat(Timestamps.find(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "9999-01-01 00:00:000", "9999-01-01 00:00:00", "9999-01-01 00:00:00.000000"})
  void knowsHowNeverWasWritten(String text) {
    assertThat(Timestamps.isNever(text)).isTrue();
  }

  @Test
  void takesATimeForATime() {
    assertThat(Timestamps.isNever("2026-08-22T10:28:01Z")).isFalse();
  }
}
