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
 * Writes that nobody waits for. One thread carries them out, oldest first, many in one go, and
 * again until Redis has taken them. Of several for one key only the latest is left.
 *
 * @param <K> what is written
 * @param <V> what is to be written of it
 */
final class WriteBehind<K, V> implements AutoCloseable {
  /** Carried out in one go: enough that the round trip does not matter. */
  private static final int BATCH_MAX = 64;

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);

  /** How one write is put to Redis. */
  interface Write<K, V> {
    void into(Pipeline pipeline, K key, V value);
  }

  private final Redis redis;
  private final int pendingMax;
  private final Write<K, V> write;
  private final Thread writer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somethingToDo = lock.newCondition();
  private final LinkedHashMap<K, V> pending = new LinkedHashMap<>();

  /**
   * @param pendingMax how many keys may wait; the oldest gives way to one more
   */
  WriteBehind(String name, Redis redis, int pendingMax, Write<K, V> write) {
    this.redis = redis;
    this.pendingMax = pendingMax;
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
      V before = pending.remove(key);
      // To the end, or the busiest key would be the oldest.
      pending.put(key, before == null ? value : latest.apply(before, value));
      if (pending.size() > pendingMax) {
        pending.pollFirstEntry();
      }
      somethingToDo.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What is still to be written for the key. */
  Optional<V> pending(K key) {
    lock.lock();
    try {
      return Optional.ofNullable(pending.get(key));
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
        Map<K, V> batch = oldest();
        if (redis.tell(pipeline -> batch.forEach((key, value) -> into(pipeline, key, value)))) {
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

  private Map<K, V> oldest() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (pending.isEmpty()) {
        somethingToDo.await();
      }
      Map<K, V> batch = LinkedHashMap.newLinkedHashMap(BATCH_MAX);
      for (Map.Entry<K, V> entry : pending.entrySet()) {
        if (batch.size() == BATCH_MAX) {
          break;
        }
        batch.put(entry.getKey(), entry.getValue());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Only now are they gone, and only where nothing newer came: who asks meanwhile finds them. */
  private void done(Map<K, V> batch) {
    lock.lock();
    try {
      batch.forEach(pending::remove);
    } finally {
      lock.unlock();
    }
  }

  /** What is pending is left undone. */
  @Override
  public void close() {
    writer.interrupt();
  }
}
