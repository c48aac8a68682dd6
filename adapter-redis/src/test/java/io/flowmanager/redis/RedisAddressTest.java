package io.flowmanager.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @ParameterizedTest
  @CsvSource({
    "10.164.15.220:6379, 10.164.15.220, 6379",
    "redis.example.org:16379, redis.example.org, 16379",
    "redis, redis, 6379",
    ":6380, localhost, 6380",
    "[::1]:6379, ::1, 6379",
    "[2001:db8::7], 2001:db8::7, 6379",
  })
  void readsHostAndPort(String written, String host, int port) {
    RedisAddress address = RedisAddress.of(written, 1, "");

    assertThat(address).isEqualTo(new RedisAddress(host, port, 1, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "redis:", "redis:port", "redis:0", "redis:65536", "[::1", "a:1:2"})
  void refusesWhatIsNoAddress(String written) {
    assertThatThrownBy(() -> RedisAddress.of(written, 0, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a ");
  }

  @Test
  void refusesADatabaseThatHasNoNumber() {
    assertThatThrownBy(() -> RedisAddress.of("redis:6379", -1, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected the number of a Redis database, but it is -1");
  }

  @Test
  void isEncryptedWhereItSaysSo() {
    RedisAddress encrypted = RedisAddress.of("rediss://redis:6380", 1, "");

    assertThat(encrypted).isEqualTo(new RedisAddress("redis", 6380, 1, "", true));
    assertThat(encrypted).hasToString("rediss://redis:6380/1");
    assertThat(RedisAddress.of("redis:6380", 1, "").encrypted()).isFalse();
  }

  @Test
  void showsEverythingButThePassword() {
    assertThat(RedisAddress.of("redis:6380", 1, "hunter2")).hasToString("redis:6380/1");
    assertThat(RedisAddress.of("[::1]:6380", 1, "hunter2")).hasToString("[::1]:6380/1");
  }
}
