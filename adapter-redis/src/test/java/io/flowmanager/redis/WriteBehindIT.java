package io.flowmanager.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteBehindIT {
  private record Written(String key, int value, long at) {}

  private final Redis redis = TestRedis.patient(TestRedis.freshKeys());
  private final List<Written> written = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    redis.close();
  }

  private WriteBehind<String, Integer> writing(Duration wait) {
    return new WriteBehind<String, Integer>(
            "test",
            redis,
            100,
            wait,
            (pipeline, key, value) -> written.add(new Written(key, value, System.nanoTime())))
        .start();
  }

  @Test
  void writesTheLatestAloneOfWhatComesWhileItWaits() {
    try (var writes = writing(Duration.ofSeconds(1))) {
      IntStream.rangeClosed(1, 1000).forEach(value -> writes.put("key", value));
      assertThat(writes.pending("key")).contains(1000);

      await().until(writes::isDone);

      assertThat(written).extracting(Written::value).containsExactly(1000);
    }
  }

  @Test
  void writesWhatNeverStopsChangingAgainAndAgainButNotTooOften() {
    Duration wait = Duration.ofMillis(30);
    try (var writes = writing(wait)) {
      for (int value = 0; written.size() < 10; value++) {
        writes.put("key", value);
      }

      for (int write = 1; write < 10; write++) {
        long between = written.get(write).at() - written.get(write - 1).at();
        assertThat(Duration.ofNanos(between)).isGreaterThanOrEqualTo(wait);
      }
    }
  }

  @Test
  void writesManyThatCameOneAfterTheOther() {
    try (var writes = writing(Duration.ofMillis(30))) {
      List<String> keys = IntStream.range(0, 100).mapToObj(number -> "key" + number).toList();
      keys.forEach(key -> writes.put(key, 1));

      await().until(writes::isDone);

      assertThat(written).extracting(Written::key).containsExactlyElementsOf(keys);
    }
  }
}
