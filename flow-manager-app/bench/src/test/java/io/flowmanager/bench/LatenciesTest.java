package io.flowmanager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.bench.Latencies.Spread;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void knowsWhatMostDoNotExceed() {
    LongStream.rangeClosed(1, 10_000).map(micros -> 10_001 - micros).forEach(this::add);

    assertThat(latencies.spread()).isEqualTo(new Spread(10_000, 5.0, 9.5, 9.9, 9.99, 10.0));
  }

  @Test
  void ofOneIsThatOne() {
    add(250);

    assertThat(latencies.spread()).isEqualTo(new Spread(1, 0.25, 0.25, 0.25, 0.25, 0.25));
  }

  @Test
  void ofNoneIsZero() {
    assertThat(latencies.spread()).isEqualTo(new Spread(0, 0, 0, 0, 0, 0));
  }

  private void add(long micros) {
    latencies.add(micros * 1000);
  }
}
