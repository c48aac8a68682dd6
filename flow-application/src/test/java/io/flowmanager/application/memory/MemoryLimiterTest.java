package io.flowmanager.application.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemoryLimiterTest {
  private static final long BYTES = 1024 * 1024;

  private final MemoryLimiter limiter = new MemoryLimiter(BYTES, Duration.ofMillis(50));

  @Test
  void letsThroughAsManyAtOnceAsThereIsRoomFor() throws Exception {
    var patient = new MemoryLimiter(BYTES, Duration.ofSeconds(10));
    var both = new CyclicBarrier(2);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = threads.submit(() -> meet(patient, both));
      Future<Integer> other = threads.submit(() -> meet(patient, both));

      assertThat(one.get() + other.get()).isEqualTo(1);
    }
    assertThat(patient.taken()).isZero();
  }

  private static int meet(MemoryLimiter limiter, CyclicBarrier all) {
    return limiter.within(() -> {
      limiter.need("a", BYTES / 2);
      try {
        return all.await(10, TimeUnit.SECONDS);
      } catch (Exception missed) {
        throw new IllegalStateException(missed);
      }
    });
  }

  @Test
  void holdsWhatIsNeededUntilTheWorkIsOver() {
    limiter.within(() -> {
      limiter.need("a", BYTES / 4);
      assertThat(limiter.taken()).isEqualTo(BYTES / 4);
      limiter.within(() -> limiter.need("b", BYTES / 4));
      assertThat(limiter.taken()).isEqualTo(BYTES / 2);
    });

    assertThat(limiter.taken()).isZero();
  }

  @Test
  void countsTheSameThingOnceAsTheMostItComesTo() {
    limiter.within(() -> {
      limiter.need("a", BYTES / 4);
      limiter.need("a", BYTES / 8);
      assertThat(limiter.taken()).isEqualTo(BYTES / 4);
      limiter.need("a", BYTES / 2);
      assertThat(limiter.taken()).isEqualTo(BYTES / 2);
    });
  }

  @Test
  void letsThroughAloneWhatIsMoreThanThereEverIs() {
    limiter.within(() -> {
      limiter.need("a", 100 * BYTES);
      limiter.need("b", 100 * BYTES);
      assertThat(limiter.taken()).isEqualTo(BYTES);
    });
  }

  @Test
  void refusesWhoseTurnDoesNotComeInTimeAndHasRoomAgainThen() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      limiter.within(() -> {
        limiter.need("a", BYTES);
        assertThat(threads.submit(() -> refused(() -> limiter.need("b", 1))))
            .succeedsWithin(Duration.ofSeconds(10));
      });
      assertThat(threads.submit(() -> limiter.need("b", BYTES)))
          .succeedsWithin(Duration.ofSeconds(10));
    }
  }

  private static void refused(ThrowingCallable asking) {
    assertThatThrownBy(asking)
        .asInstanceOf(type(FlowException.class))
        .matches(refused -> refused.isFor(Reason.OVERLOADED));
  }

  @Test
  void letsOneAtATimeGoOnBeyondThatMust() {
    var together = new Exchanger<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      limiter.within(() -> {
        limiter.need("a", BYTES);
        var all = new ArrayList<Future<Boolean>>();
        for (int thread = 0; thread < 6; thread++) {
          all.add(threads.submit(() -> meetsAnotherBeyond(together)));
        }
        all.forEach(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false));
        assertThat(limiter.taken()).isEqualTo(BYTES);
      });
    }
    assertThat(limiter.taken()).isZero();
  }

  private boolean meetsAnotherBeyond(Exchanger<String> together) {
    return limiter.within(() -> {
      limiter.mustGoOn();
      limiter.need("b", BYTES / 2);
      limiter.need("c", BYTES / 2);
      try {
        together.exchange("here", 30, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException alone) {
        return false;
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    });
  }

  @Test
  void refusesTheNextWorkOfAThreadWhoseFormerOneHadToGoOn() throws Exception {
    try (var threads = Executors.newSingleThreadExecutor()) {
      limiter.within(() -> {
        limiter.need("a", BYTES);
        assertThat(
                threads.submit(() ->
                    limiter.within(() -> {
                      limiter.mustGoOn();
                      limiter.need("b", 1);
                    })))
            .succeedsWithin(Duration.ofSeconds(10));
        assertThat(threads.submit(() -> limiter.within(() -> refused(() -> limiter.need("b", 1)))))
            .succeedsWithin(Duration.ofSeconds(10));
      });
    }
  }

  @Test
  void givesBackAtTheEndOfAllOfTheWork() {
    var given = new ArrayList<String>();

    limiter.within(() -> {
      limiter.within(() -> limiter.atEnd(() -> given.add("a")));
      assertThat(given).isEmpty();
    });
    assertThat(given).containsExactly("a");

    limiter.atEnd(() -> given.add("outside"));
    assertThat(given).containsExactly("a", "outside");
  }

  @Test
  void givesBackWhatAPartNeededAtTheEndOfThePart() {
    var given = new ArrayList<String>();

    limiter.within(() -> {
      limiter.need("a", BYTES / 4);
      limiter.inPart(() -> {
        limiter.need("a", BYTES / 2);
        limiter.need("b", BYTES / 4);
        limiter.atEnd(() -> given.add("b"));
        assertThat(limiter.taken()).isEqualTo(3 * BYTES / 4);
      });
      assertThat(limiter.taken()).isEqualTo(BYTES / 4);
      assertThat(given).containsExactly("b");
      assertThatThrownBy(() ->
              limiter.inPart(() -> {
                limiter.need("b", BYTES / 2);
                throw new IllegalStateException("failed");
              }))
          .hasMessage("failed");
      assertThat(limiter.taken()).isEqualTo(BYTES / 4);
      limiter.need("b", BYTES / 4);
      assertThat(limiter.taken()).isEqualTo(BYTES / 2);
    });
    assertThat(limiter.taken()).isZero();
    limiter.inPart(() -> {
      limiter.need("a", BYTES / 4);
      assertThat(limiter.taken()).isEqualTo(BYTES / 4);
    });
    assertThat(limiter.taken()).isZero();
  }

  @Test
  void leavesTheTurnToTheNextOneAfterAPartThatWentBeyond() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      limiter.within(() -> {
        limiter.need("a", BYTES);
        assertThat(
                threads.submit(() ->
                    limiter.within(() -> {
                      limiter.mustGoOn();
                      limiter.inPart(() -> limiter.need("b", 1));
                      assertThat(
                              threads.submit(() ->
                                  limiter.within(() -> {
                                    limiter.mustGoOn();
                                    limiter.need("c", 1);
                                  })))
                          .succeedsWithin(Duration.ofSeconds(5));
                    })))
            .succeedsWithin(Duration.ofSeconds(10));
      });
    }
  }

  @Test
  void hasRoomAgainThoughTheWorkFailed() {
    for (int time = 0; time < 3; time++) {
      assertThatThrownBy(() ->
              limiter.within(() -> {
                limiter.need("a", BYTES);
                throw new IllegalStateException("failed");
              }))
          .hasMessage("failed");
    }
    assertThat(limiter.taken()).isZero();
  }

  /**
   * Work that needs one thing after the other, as it likes: what is taken never exceeds the share.
   */
  @Test
  void neverHandsOutMoreThanThereIs() throws Exception {
    var impatient = new MemoryLimiter(BYTES, Duration.ofMillis(5));
    var all = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int seed = 0; seed < 200; seed++) {
        var random = new Random(seed);
        all.add(threads.submit(() -> work(impatient, random)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(impatient.taken()).isZero();
  }

  private static void work(MemoryLimiter limiter, Random random) {
    try {
      limiter.within(() -> {
        for (int thing = 0; thing < 4; thing++) {
          limiter.need(thing, random.nextLong(BYTES));
          assertThat(limiter.taken()).isBetween(1L, BYTES);
        }
      });
    } catch (FlowException refused) {
      assertThat(refused.isFor(Reason.OVERLOADED)).isTrue();
    }
  }
}
