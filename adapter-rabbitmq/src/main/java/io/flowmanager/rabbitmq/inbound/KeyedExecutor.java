package io.flowmanager.rabbitmq.inbound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what has the same key one after the other, in the order it came, and everything else side by
 * side; each on a virtual thread, but what may compute for long on one of the platform.
 *
 * <p>Virtual threads give up their core only where they wait. One that computes for a tenth of a
 * second would hold up all others that its carrier has, calls among them; threads of the platform
 * have to share.
 *
 * <p>Nothing is kept of a key that nothing runs for. It has no limit of its own: whoever hands in
 * the work bounds it.
 */
final class KeyedExecutor {
  private static final Logger log = LoggerFactory.getLogger(KeyedExecutor.class);

  /** More would only take turns, and calls with them. One that waits must not hold up all. */
  static final int LONG_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final Duration IDLE_MAX = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();

  private final Executor forLong = forLong();

  /** The work that waits behind what is running, by key; guarded by the lock. */
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  private static Executor forLong() {
    var threads =
        new ThreadPoolExecutor(
            LONG_AT_ONCE,
            LONG_AT_ONCE,
            IDLE_MAX.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("long-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * Runs {@code work} and returns at once. What it throws is logged, and holds up nothing.
   *
   * @param key none: it waits for nothing
   */
  void run(Optional<String> key, Runnable work) {
    run(key, work, Thread::startVirtualThread);
  }

  /**
   * The same for work that may keep a core busy for more than some milliseconds. Of such work
   * {@link #LONG_AT_ONCE} runs at once.
   */
  void runLong(Optional<String> key, Runnable work) {
    run(key, work, forLong);
  }

  private void run(Optional<String> key, Runnable work, Executor threads) {
    if (key.isEmpty()) {
      threads.execute(() -> runOne(work));
    } else if (!joined(key.get(), work)) {
      threads.execute(() -> runAll(key.get(), work));
    }
  }

  /** Puts it behind what runs for this key; false: nothing does, so it has to be run. */
  private boolean joined(String key, Runnable work) {
    lock.lock();
    try {
      Queue<Runnable> behind = waiting.get(key);
      if (behind == null) {
        waiting.put(key, new ArrayDeque<>(1));
        return false;
      }
      return behind.add(work);
    } finally {
      lock.unlock();
    }
  }

  private void runAll(String key, Runnable first) {
    Optional<Runnable> work = Optional.of(first);
    while (work.isPresent()) {
      runOne(work.get());
      work = next(key);
    }
  }

  private static void runOne(Runnable work) {
    try {
      work.run();
    } catch (Throwable bug) {
      log.error("Work on a delivery broke off", bug);
    }
  }

  private Optional<Runnable> next(String key) {
    lock.lock();
    try {
      Queue<Runnable> behind = waiting.getOrDefault(key, new ArrayDeque<>(0));
      if (behind.isEmpty()) {
        waiting.remove(key);
      }
      return Optional.ofNullable(behind.poll());
    } finally {
      lock.unlock();
    }
  }

  /** Number of keys that something runs for. */
  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
