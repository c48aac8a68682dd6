package io.flowmanager.app.cache;

import static io.flowmanager.application.port.CachedExamples.NOON;
import static io.flowmanager.application.port.CachedExamples.activeflow;
import static io.flowmanager.application.port.CachedExamples.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.ActiveflowCacheContract;
import io.flowmanager.application.port.InMemoryActiveflowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.variable.OfferedVariables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearActiveflowCacheTest implements ActiveflowCacheContract {
  private static final long PLENTY = 1L << 30;

  private final AtomicLong nanos = new AtomicLong();
  private final ActiveflowCache shared = new InMemoryActiveflowCache();
  private final NearActiveflowCache near =
      new NearActiveflowCache(shared, PLENTY, PLENTY, nanos::get);

  /** Shares with nobody: what it finds is here. */
  private final NearActiveflowCache alone = alone(PLENTY);

  private NearActiveflowCache alone(long bytesMax) {
    return new NearActiveflowCache(
        SharedCopies.none().activeflows(), bytesMax, bytesMax, nanos::get);
  }

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

  @Test
  void weighsActionsOnceHoweverManyRunThem() {
    List<Action> actions = talks(1000, "Hello");
    alone.keep(running(actions));
    long one = alone.bytes();

    alone.keep(running(actions));
    long two = alone.bytes();
    alone.keep(running(talks(1000, "Hello")));
    long three = alone.bytes();

    assertThat(one).isBetween(500_000L, 1_000_000L);
    assertThat(two - one).isLessThan(100_000);
    assertThat(three - two).isEqualTo(one);
  }

  @Test
  void weighsTextsThatAreLong() {
    alone.keep(running(talks(10, "x".repeat(100_000))));

    assertThat(alone.bytes()).isGreaterThan(1_000_000);
  }

  @Test
  void weighsWhatWasFilledIntoTheStepsOnItsWay() {
    Activeflow activeflow = running(talks(1, "${text}")).value();
    Action filledIn = talks(1, "x".repeat(100_000)).getFirst();

    Activeflow one = activeflow.movedTo(Optional.empty(), filledIn, NOON);
    alone.keep(new Versioned<>(one, 2));
    assertThat(alone.bytes()).isBetween(100_000L, 150_000L);

    alone.keep(new Versioned<>(one.movedTo(Optional.empty(), filledIn, NOON), 3));
    assertThat(alone.bytes()).isBetween(200_000L, 250_000L);
  }

  @Test
  void givesUpThoseWhoseActionsAreTooMuch() {
    NearActiveflowCache small = alone(1_500_000);
    var kept =
        Stream.generate(() -> running(talks(1000, "Hello"))).limit(10).peek(small::keep).toList();

    assertThat(small.bytes()).isLessThan(2 * 1_500_000);
    assertThat(kept.stream().filter(one -> small.find(one.value().id()).isPresent()))
        .hasSizeBetween(1, 3);
  }

  @Test
  void keepsManyThatShareTheirActions() {
    NearActiveflowCache small = alone(1_500_000);
    List<Action> actions = talks(1000, "Hello");
    var kept = Stream.generate(() -> running(actions)).limit(10).peek(small::keep).toList();

    assertThat(kept).allMatch(one -> small.find(one.value().id()).isPresent());
  }

  private static List<Action> talks(int count, String text) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            Action.of(
                new ActionId(UUID.randomUUID()),
                "talk",
                Options.NONE.with("text", text + number).with("language", "en-US")))
        .toList();
  }

  private static Versioned<Activeflow> running(List<Action> actions) {
    Versioned<Activeflow> example = activeflow();
    return new Versioned<>(
        Activeflow.start(
                example.value().id(),
                example.value().origin(),
                actions,
                Optional.empty(),
                OfferedVariables.of(Map.of()),
                NOON)
            .activeflow(),
        1);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Versioned<Activeflow> ended(Versioned<Activeflow> before) {
    Versioned<Activeflow> after = next(before);
    return new Versioned<>(after.value().ended(NOON), after.version());
  }
}
