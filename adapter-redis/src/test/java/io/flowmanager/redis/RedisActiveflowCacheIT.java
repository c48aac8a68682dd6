package io.flowmanager.redis;

import static io.flowmanager.application.port.CachedExamples.activeflow;
import static io.flowmanager.application.port.CachedExamples.next;
import static io.flowmanager.redis.TestRedis.bytes;
import static io.flowmanager.redis.TestRedis.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.port.ActiveflowCache;
import io.flowmanager.application.port.ActiveflowCacheContract;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.id.ActiveflowId;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class RedisActiveflowCacheIT implements ActiveflowCacheContract {
  private final RedisKeys keys = TestRedis.freshKeys();
  private final Redis redis = TestRedis.patient(keys);
  private final RedisActiveflowCache activeflows =
      new RedisActiveflowCache(redis, TestRedis.SHORTLY);

  private final Redis elsewhere = TestRedis.patient(keys);
  private final RedisActiveflowCache others =
      new RedisActiveflowCache(elsewhere, TestRedis.SHORTLY);

  @Override
  public ActiveflowCache activeflows() {
    return activeflows;
  }

  @AfterEach
  void close() {
    activeflows.close();
    others.close();
    redis.close();
    elsewhere.close();
  }

  @Test
  void sharesWhatItKeepsWithOtherProcesses() {
    Versioned<Activeflow> first = activeflow();

    activeflows.keep(first);

    await().untilAsserted(() -> assertThat(others.find(first.value().id())).contains(first));
  }

  @Test
  void keepsTheNewerVersionWhereAnotherProcessComesLate() {
    Versioned<Activeflow> first = activeflow();
    Versioned<Activeflow> second = next(first);
    activeflows.keep(second);
    await().until(activeflows::isWritten);

    others.keep(first);
    await().until(others::isWritten);

    assertThat(others.find(first.value().id())).contains(second);
  }

  @Test
  void takesTheNewerVersionOfAnotherProcess() {
    Versioned<Activeflow> ninth =
        Stream.iterate(activeflow(), Versioned.class::isInstance, version -> next(version))
            .skip(8)
            .findFirst()
            .orElseThrow();
    // As a text, "10" comes before "9".
    Versioned<Activeflow> tenth = next(ninth);
    activeflows.keep(ninth);
    await().until(activeflows::isWritten);

    others.keep(tenth);
    await().until(others::isWritten);

    assertThat(activeflows.find(ninth.value().id())).contains(tenth);
  }

  @Test
  void dropsForOtherProcesses() {
    Versioned<Activeflow> first = activeflow();
    activeflows.keep(first);
    await().until(activeflows::isWritten);

    activeflows.drop(first.value().id());
    await().until(activeflows::isWritten);

    assertThat(others.find(first.value().id())).isEmpty();
  }

  @Test
  void keepsACopyForADayFromTheLastChange() {
    Versioned<Activeflow> first = activeflow();
    try (RedisClient server = server()) {
      activeflows.keep(first);
      await().until(activeflows::isWritten);
      byte[] key = keys.activeflow(first.value().id());
      server.expire(key, 60);

      activeflows.keep(next(first));
      await().until(activeflows::isWritten);

      assertThat(Duration.ofMillis(server.pttl(key)))
          .isBetween(Duration.ofMinutes(1439), Duration.ofHours(24));
    }
  }

  @Test
  void doesWithoutACopyThatCannotBeRead() {
    ActiveflowId id = activeflow().value().id();
    try (RedisClient server = server();
        RedisLog log = new RedisLog()) {
      server.hset(keys.activeflow(id), bytes("json"), bytes("{}"));

      assertThat(activeflows.find(id)).isEmpty();
      assertThat(log.warnings())
          .containsExactly(
              "Going on without the copy of activeflow %s, as without others like it"
                  .formatted(id));
    }
  }

  @Test
  void writesTheOthersWhereOneKeyIsSomebodyElses() {
    Versioned<Activeflow> first = activeflow();
    Versioned<Activeflow> second = activeflow();
    try (RedisClient server = server()) {
      server.set(keys.activeflow(first.value().id()), bytes("not ours"));

      activeflows.keep(first);
      activeflows.keep(second);
      await().until(activeflows::isWritten);

      assertThat(others.find(first.value().id())).isEmpty();
      assertThat(others.find(second.value().id())).contains(second);
      assertThat(redis.isReachable()).isTrue();
    }
  }
}
