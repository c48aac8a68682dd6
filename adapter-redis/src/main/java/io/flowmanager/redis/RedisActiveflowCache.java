package io.flowmanager.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.StoredActiveflowJson;
import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActiveflowId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Pipeline;

/**
 * Activeflows in Redis, each with its version.
 *
 * <p>Writing happens in the background and costs the caller nothing. Of an activeflow only the
 * newest version is written, once in {@link #BETWEEN_WRITES} at most; no version ever replaces a
 * newer one, whoever wrote that.
 */
public final class RedisActiveflowCache implements ActiveflowCache, AutoCloseable {
  /**
   * The time that a change waits for the next one. A call's actions often follow each other within
   * milliseconds, and all but the last would be written for nobody: who steps on has a copy of his
   * own. A copy older than it might be costs another process one attempt in vain.
   */
  static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

  /** Some 25 MB of typical activeflows, and more than change within that time. */
  private static final int PENDING_MAX = 5_000;

  /** A larger activeflow is read from the store each time. */
  private static final int ACTIVEFLOW_BYTES_MAX = 64 * 1024;

  private static final byte[] KEEP_UNLESS_NEWER =
      """
      local version = redis.call('HGET', KEYS[1], 'version')
      if version and tonumber(version) >= tonumber(ARGV[1]) then
        return 0
      end
      redis.call('HSET', KEYS[1], 'version', ARGV[1], 'json', ARGV[2])
      redis.call('PEXPIRE', KEYS[1], ARGV[3])
      return 1
      """
          .getBytes(UTF_8);
  private static final byte[] JSON = "json".getBytes(UTF_8);
  private static final byte[] LIFETIME = text(RedisKeys.COPY.toMillis());

  private final Redis redis;
  private final Unreadable unreadable = new Unreadable("activeflow");
  private final WriteBehind<ActiveflowId, Pending> behind;

  private sealed interface Pending {
    record Keep(Versioned<Activeflow> activeflow) implements Pending {}

    record Drop() implements Pending {}
  }

  @Inject
  public RedisActiveflowCache(Redis redis) {
    this(redis, BETWEEN_WRITES);
  }

  RedisActiveflowCache(Redis redis, Duration betweenWrites) {
    this.redis = redis;
    this.behind =
        new WriteBehind<ActiveflowId, Pending>(
                "redis-activeflows", redis, PENDING_MAX, betweenWrites, this::write)
            .start();
  }

  @Override
  public Optional<Versioned<Activeflow>> find(ActiveflowId id) {
    Optional<Pending> pending = behind.pending(id);
    if (pending.isEmpty()) {
      return stored(id);
    }
    return switch (pending.get()) {
      case Pending.Keep keep -> Optional.of(keep.activeflow());
      case Pending.Drop drop -> Optional.empty();
    };
  }

  private Optional<Versioned<Activeflow>> stored(ActiveflowId id) {
    return redis
        .ask(asked -> Optional.ofNullable(asked.hget(redis.keys().activeflow(id), JSON)))
        .flatMap(json -> unreadable.unless(id, () -> read(json)));
  }

  private static Versioned<Activeflow> read(byte[] json) {
    return StoredActiveflowJson.read(Json.of(json))
        .map(stored -> new Versioned<>(stored.activeflow(), stored.version()))
        .orElseThrow(
            () -> new IllegalArgumentException("Expected a known format, but it is another"));
  }

  @Override
  public void keep(Versioned<Activeflow> activeflow) {
    behind.put(activeflow.value().id(), new Pending.Keep(activeflow), RedisActiveflowCache::newer);
  }

  private static Pending newer(Pending before, Pending after) {
    return before instanceof Pending.Keep(var kept)
            && after instanceof Pending.Keep(var other)
            && kept.version() > other.version()
        ? before
        : after;
  }

  @Override
  public void drop(ActiveflowId id) {
    behind.put(id, new Pending.Drop());
  }

  private void write(Pipeline pipeline, ActiveflowId id, Pending pending) {
    byte[] key = redis.keys().activeflow(id);
    switch (pending) {
      case Pending.Drop drop -> pipeline.del(key);
      case Pending.Keep keep -> {
        Versioned<Activeflow> kept = keep.activeflow();
        Json json = StoredActiveflowJson.write(kept.value(), kept.version());
        if (json.length() > ACTIVEFLOW_BYTES_MAX) {
          // No copy is better than one that is sure to be old.
          pipeline.del(key);
        } else {
          pipeline.eval(
              KEEP_UNLESS_NEWER,
              List.of(key),
              List.of(text(kept.version()), json.utf8(), LIFETIME));
        }
      }
    }
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }

  boolean isWritten() {
    return behind.isDone();
  }

  @Override
  public void close() {
    behind.close();
  }
}
