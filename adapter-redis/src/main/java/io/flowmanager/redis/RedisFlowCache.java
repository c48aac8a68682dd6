package io.flowmanager.redis;

import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.port.FlowCache;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.FlowId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.params.SetParams;

/**
 * Flows in Redis, as JSON.
 *
 * <p>A copy is served until it is dropped or its time is over; keeping another in its place does
 * nothing. Where one was dropped, none is kept for {@link RedisKeys#DROPPED}, so that nobody puts
 * back what he had read before. Keeping happens in the background and is given up rather than tried
 * again; dropping happens at once and, where Redis is away, is tried until it is back.
 */
public final class RedisFlowCache implements FlowCache, AutoCloseable {
  /** A copy that is not written by then never is. Much shorter than {@link RedisKeys#DROPPED}. */
  static final Duration UNDER_WAY_MAX = Duration.ofSeconds(3);

  /** Drops and copies that may wait: some 10 MB, and all flows changed in a long outage. */
  private static final int PENDING_MAX = 100_000;

  /** A larger flow is read from the store each time. */
  private static final int FLOW_BYTES_MAX = 64 * 1024;

  private static final Json DROPPED = Json.of("");

  private final Redis redis;
  private final InstantSource clock;
  private final Unreadable unreadable = new Unreadable("flow");
  private final WriteBehind<FlowId, Pending> behind;

  private sealed interface Pending {
    record Keep(Flow flow, Instant since) implements Pending {}

    record Drop() implements Pending {}
  }

  @Inject
  public RedisFlowCache(Redis redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
    this.behind =
        new WriteBehind<FlowId, Pending>(
                "redis-flows", redis, PENDING_MAX, Duration.ZERO, this::write)
            .start();
  }

  @Override
  public Optional<Flow> find(FlowId id) {
    if (behind.pending(id).filter(Pending.Drop.class::isInstance).isPresent()) {
      return Optional.empty();
    }
    return redis
        .ask(asked -> Optional.ofNullable(asked.get(redis.keys().flow(id))))
        .map(Json::of)
        .filter(json -> !json.equals(DROPPED))
        .flatMap(json -> unreadable.unless(id, () -> FlowJson.read(json)));
  }

  @Override
  public void keep(Flow flow) {
    behind.put(flow.id(), new Pending.Keep(flow, clock.instant()));
  }

  @Override
  public void drop(FlowId id) {
    // First for the background, in place of a copy that is still to be written.
    behind.put(id, new Pending.Drop());
    redis.ask(asked ->
        Optional.ofNullable(asked.set(redis.keys().flow(id), DROPPED.utf8(), forAWhile())));
  }

  private void write(Pipeline pipeline, FlowId id, Pending pending) {
    byte[] key = redis.keys().flow(id);
    switch (pending) {
      case Pending.Drop drop -> pipeline.set(key, DROPPED.utf8(), forAWhile());
      case Pending.Keep keep -> {
        Duration lifetime = lifetime(keep.flow());
        Json json = FlowJson.write(keep.flow());
        if (isFresh(keep) && lifetime.isPositive() && json.length() <= FLOW_BYTES_MAX) {
          pipeline.set(key, json.utf8(), SetParams.setParams().nx().px(lifetime.toMillis()));
        }
      }
    }
  }

  private static SetParams forAWhile() {
    return SetParams.setParams().px(RedisKeys.DROPPED.toMillis());
  }

  private boolean isFresh(Pending.Keep keep) {
    return keep.since().plus(UNDER_WAY_MAX).isAfter(clock.instant());
  }

  /** A temporary flow's copy does not outlive it. */
  private Duration lifetime(Flow flow) {
    return flow.persistent()
        ? RedisKeys.COPY
        : Duration.between(clock.instant(), flow.times().created().plus(RedisKeys.COPY));
  }

  boolean isWritten() {
    return behind.isDone();
  }

  @Override
  public void close() {
    behind.close();
  }
}
