package io.flowmanager.rabbitmq.inbound;

import static java.time.Duration.ZERO;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyedExecutorTest {
  private final KeyedExecutor lanes = new KeyedExecutor();

  @Property(tries = 200)
  void runsWhatHasTheSameKeyInTheOrderItCame(
      @ForAll @Size(max = 300) List<@IntRange(max = 7) Integer> keys) throws Exception {
    var ran = new ConcurrentHashMap<Integer, List<Integer>>();
    var done = new CountDownLatch(keys.size());

    for (int number = 0; number < keys.size(); number++) {
      int key = keys.get(number);
      int mine = number;
      lanes.run(
          Optional.of("key " + key),
          () -> {
            // a plain list: only one may be at it at a time
            ran.computeIfAbsent(key, unseen -> new ArrayList<>()).add(mine);
            done.countDown();
          });
    }

    assertThat(done.await(10, SECONDS)).isTrue();
    assertThat(ran).isEqualTo(numbersByKey(keys));
    await().pollDelay(ZERO).pollInterval(1, MILLISECONDS).until(() -> lanes.size() == 0);
  }

  private static Map<Integer, List<Integer>> numbersByKey(List<Integer> keys) {
    var numbers = new HashMap<Integer, List<Integer>>();
    for (int number = 0; number < keys.size(); number++) {
      numbers.computeIfAbsent(keys.get(number), unseen -> new ArrayList<>()).add(number);
    }
    return numbers;
  }

  @Test
  void neverRunsTwoOfOneKeySideBySide() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new CountDownLatch(1000);

    for (int number = 0; number < 1000; number++) {
      lanes.run(
          Optional.of("key"),
          () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            done.countDown();
          });
    }

    assertThat(done.await(10, SECONDS)).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void runsOtherKeysAndWhatHasNoneSideBySide() {
    var allAtOnce = new CyclicBarrier(5);
    var met = new AtomicInteger();

    lanes.run(Optional.of("one"), () -> meet(allAtOnce, met));
    lanes.run(Optional.of("another"), () -> meet(allAtOnce, met));
    lanes.run(Optional.empty(), () -> meet(allAtOnce, met));
    lanes.run(Optional.empty(), () -> meet(allAtOnce, met));
    meet(allAtOnce, met);

    await().untilAtomic(met, equalTo(5));
  }

  @Test
  void goesOnWhileMuchComputesForLong() throws Exception {
    var isOver = new AtomicBoolean();
    int more = KeyedExecutor.LONG_AT_ONCE + Runtime.getRuntime().availableProcessors();
    var ran = new CountDownLatch(1);

    for (int number = 0; number < more; number++) {
      lanes.runLong(
          Optional.empty(),
          () -> {
            while (!isOver.get()) {
              Thread.onSpinWait();
            }
          });
    }
    lanes.run(Optional.empty(), ran::countDown);

    try {
      assertThat(ran.await(10, SECONDS)).isTrue();
    } finally {
      isOver.set(true);
    }
  }

  @Test
  void keepsTheOrderOfAKeyAlsoWhereSomeOfItTakesLong() throws Exception {
    var ran = new ArrayList<Integer>();
    var done = new CountDownLatch(100);

    for (int number = 0; number < 100; number++) {
      int mine = number;
      Runnable work =
          () -> {
            ran.add(mine);
            done.countDown();
          };
      if (number % 3 == 0) {
        lanes.runLong(Optional.of("key"), work);
      } else {
        lanes.run(Optional.of("key"), work);
      }
    }

    assertThat(done.await(10, SECONDS)).isTrue();
    assertThat(ran).isSorted();
  }

  private static void meet(CyclicBarrier barrier, AtomicInteger met) {
    try {
      barrier.await(10, SECONDS);
      met.incrementAndGet();
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("Expected the others to run too, but they do not", alone);
    }
  }

  @Test
  void goesOnBehindWorkThatThrows() throws Exception {
    var ran = new CountDownLatch(1);

    lanes.run(
        Optional.of("key"),
        () -> {
          throw new StackOverflowError("on purpose");
        });
    lanes.run(Optional.of("key"), ran::countDown);

    assertThat(ran.await(10, SECONDS)).isTrue();
    await().until(() -> lanes.size() == 0);
  }

  @Test
  void takesUpAKeyAgainThatItHadFinishedWith() {
    var ran = new AtomicInteger();

    lanes.run(Optional.of("key"), ran::incrementAndGet);
    await().until(() -> lanes.size() == 0);
    lanes.run(Optional.of("key"), ran::incrementAndGet);

    await().untilAtomic(ran, equalTo(2));
  }
}
