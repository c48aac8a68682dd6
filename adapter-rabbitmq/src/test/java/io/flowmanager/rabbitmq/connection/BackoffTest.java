package io.flowmanager.rabbitmq.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(new Random(1));

  @Test
  void waitsLongerAndLongerUpToALimit() {
    Duration ceiling = Backoff.FIRST;
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThat(backoff.next()).isBetween(ceiling.dividedBy(2), ceiling);
      ceiling = min(ceiling.multipliedBy(2), Backoff.LONGEST);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Test
  void beginsAnewWhenTheTroubleIsOver() {
    for (int attempt = 0; attempt < 20; attempt++) {
      backoff.next();
    }

    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.FIRST);
  }
}
