package io.flowmanager.rabbitmq.connection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Longer and longer pauses, never the same for two processes that lost the same broker. */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final RandomGenerator random;
  private Duration ceiling = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Between half of the ceiling and all of it; the ceiling doubles up to {@link #LONGEST}. */
  Duration next() {
    long most = ceiling.toMillis();
    Duration pause = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    Duration doubled = ceiling.multipliedBy(2);
    ceiling = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return pause;
  }

  /** Begins anew with the shortest. */
  void reset() {
    ceiling = FIRST;
  }
}
