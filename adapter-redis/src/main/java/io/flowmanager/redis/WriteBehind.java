package io.flowmanager.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Writes that nobody waits for. One thread carries them out, in the order in which they began to
 * wait, many in one go, and again until Redis has taken them. Of several for one key only the
 * latest is left, and a key is written at most once in the time that each waits.
 *
 * @param <K> what is written
 * @param <V> what is to be written of it
 */
final class WriteBehind<K, V> implements AutoCloseable {
  /** Carried out in one go: enough that the round trip does not matter. */
  private static final int BATCH_MAX = 64;

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);

  /** The way that a write is put to Redis. */
  interface Write<K, V> {
    void into(Pipeline pipeline, K key, V value);
  }

  /** A value to be written, and the earliest time for it, as {@link System#nanoTime} counts. */
  private record Waiting<V>(V value, long due) {}

  private final Redis redis;
  private final int pendingMax;
  private final long waitNanos;
  private final Write<K, V> write;
  private final Thread writer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somethingToDo = lock.newCondition();

  /** In the order in which they are due. */
  private final LinkedHashMap<K, Waiting<V>> pending = new LinkedHashMap<>();

  /**
   * @param pendingMax how many keys may wait; the one that waits longest gives way to one more
   * @param wait how long a key waits for what else comes for it; for up to a tenth longer, so that
   *     many are written together
   */
  WriteBehind(String name, Redis redis, int pendingMax, Duration wait, Write<K, V> write) {
    this.redis = redis;
    this.pendingMax = pendingMax;
    this.waitNanos = wait.toNanos();
    this.write = write;
    this.writer = Thread.ofPlatform().daemon().name(name).unstarted(this::writeForEver);
  }

  WriteBehind<K, V> start() {
    writer.start();
    return this;
  }

  void put(K key, V value) {
    put(key, value, (before, after) -> after);
  }

  /**
   * @param latest which of two for the same key is left, the one that waits already or the new one
   */
  void put(K key, V value, BinaryOperator<V> latest) {
    lock.lock();
    try {
      Waiting<V> before = pending.get(key);
      if (before == null) {
        pending.put(key, new Waiting<>(value, due()));
        if (pending.size() == 1) {
          // No other is due before the first one.
          somethingToDo.signal();
        }
      } else {
        // In its place, or what changes all the time would never be written.
        pending.put(key, new Waiting<>(latest.apply(before.value(), value), before.due()));
      }
      if (pending.size() > pendingMax) {
        pending.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Rounded up, so that those that came within a tenth of the time are due together. */
  private long due() {
    long due = System.nanoTime() + waitNanos;
    long tenth = waitNanos / 10;
    return tenth == 0 ? due : due + tenth - Math.floorMod(due, tenth);
  }

  /** The value that is still to be written for the key. */
  Optional<V> pending(K key) {
    lock.lock();
    try {
      return Optional.ofNullable(pending.get(key)).map(Waiting::value);
    } finally {
      lock.unlock();
    }
  }

  boolean isDone() {
    lock.lock();
    try {
      return pending.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void writeForEver() {
    try {
      while (true) {
        Map<K, Waiting<V>> batch = oldest();
        if (redis.tell(
            pipeline -> batch.forEach((key, waiting) -> into(pipeline, key, waiting.value())))) {
          done(batch);
        } else {
          Thread.sleep(BETWEEN_ATTEMPTS);
        }
      }
    } catch (InterruptedException closed) {
      LOG.debug("{} stops", writer.getName());
    }
  }

  private void into(Pipeline pipeline, K key, V value) {
    try {
      write.into(pipeline, key, value);
    } catch (JedisException away) {
      throw away;
    } catch (RuntimeException broken) {
      // Left out: what cannot be written now can't be later, and the others shall not wait for it.
      LOG.error("{} could not write {}", writer.getName(), key, broken);
    }
  }

  /** Those that have waited long enough; waits for the first one. */
  private Map<K, Waiting<V>> oldest() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Map<K, Waiting<V>> batch = LinkedHashMap.newLinkedHashMap(BATCH_MAX);
      while (true) {
        long now = System.nanoTime();
        for (Map.Entry<K, Waiting<V>> entry : pending.entrySet()) {
          if (batch.size() == BATCH_MAX || entry.getValue().due() - now > 0) {
            break;
          }
          batch.put(entry.getKey(), entry.getValue());
        }
        if (!batch.isEmpty()) {
          return batch;
        }
        if (pending.isEmpty()) {
          somethingToDo.await();
        } else {
          somethingToDo.awaitNanos(pending.firstEntry().getValue().due() - now);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Only now are they gone, so that who asks meanwhile finds them. Where something newer came, that
   * waits as long again.
   */
  private void done(Map<K, Waiting<V>> batch) {
    lock.lock();
    try {
      batch.forEach((key, written) -> {
        Waiting<V> newer = pending.remove(key);
        if (newer != null && !newer.value().equals(written.value())) {
          pending.put(key, new Waiting<>(newer.value(), due()));
        }
      });
    } finally {
      lock.unlock();
    }
  }

  /** Ends; writes that are pending are left undone. */
  @Override
  public void close() {
    writer.interrupt();
  }
}
