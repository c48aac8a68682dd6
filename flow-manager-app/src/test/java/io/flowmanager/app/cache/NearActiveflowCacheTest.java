package io.flowmanager.app.cache;

import static io.flowmanager.application.port.CachedExamples.NOON;
import static io.flowmanager.application.port.CachedExamples.activeflow;
import static io.flowmanager.application.port.CachedExamples.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.ActiveflowCacheContract;
import io.flowmanager.application.port.InMemoryActiveflowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearActiveflowCacheTest implements ActiveflowCacheContract {
  private final AtomicLong nanos = new AtomicLong();
  private final ActiveflowCache shared = new InMemoryActiveflowCache();
  private final NearActiveflowCache near = new NearActiveflowCache(shared, nanos::get);

  /** Shares with nobody: what it finds is here. */
  private final NearActiveflowCache alone =
      new NearActiveflowCache(SharedCopies.none().activeflows(), nanos::get);

  @Override
  public ActiveflowCache activeflows() {
    return near;
  }

  @Test
  void findsWhatOnlyOthersHave() {
    Versioned<Activeflow> first = activeflow();

    shared.keep(first);

    assertThat(near.find(first.value().id())).contains(first);
  }

  @Test
  void tellsOthersWhatItKeepsAndDrops() {
    Versioned<Activeflow> first = activeflow();

    near.keep(first);
    assertThat(shared.find(first.value().id())).contains(first);

    near.drop(first.value().id());
    assertThat(shared.find(first.value().id())).isEmpty();
  }

  @Test
  void keepsARunningOneForTenMinutesFromTheLastLook() {
    Versioned<Activeflow> first = activeflow();
    alone.keep(first);

    pass(Duration.ofMinutes(9));
    assertThat(alone.find(first.value().id())).contains(first);

    pass(Duration.ofMinutes(9));
    assertThat(alone.find(first.value().id())).contains(first);

    pass(Duration.ofMinutes(10));
    assertThat(alone.find(first.value().id())).isEmpty();
  }

  @Test
  void keepsAnEndedOneForAsLongAsACallerMayAskAgain() {
    Versioned<Activeflow> first = activeflow();
    Versioned<Activeflow> ended = ended(first);
    alone.keep(first);
    alone.keep(ended);

    pass(Duration.ofMillis(2999));
    alone.keep(first);
    assertThat(alone.find(first.value().id())).contains(ended);

    pass(Duration.ofSeconds(3));
    assertThat(alone.find(first.value().id())).isEmpty();
  }

  @Test
  void givesUpTheRoomOfThoseThatEnded() {
    Stream.generate(() -> activeflow())
        .limit(100)
        .forEach(first -> {
          alone.keep(first);
          alone.keep(ended(first));
        });
    assertThat(alone.bytes()).isPositive();

    pass(Duration.ofSeconds(4));

    assertThat(alone.bytes()).isZero();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Versioned<Activeflow> ended(Versioned<Activeflow> before) {
    Versioned<Activeflow> after = next(before);
    return new Versioned<>(after.value().ended(NOON), after.version());
  }
}
