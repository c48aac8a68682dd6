package io.flowmanager.redis;

import static io.flowmanager.application.port.CachedExamples.flow;
import static io.flowmanager.application.port.CachedExamples.temporaryFlow;
import static io.flowmanager.redis.TestRedis.bytes;
import static io.flowmanager.redis.TestRedis.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.port.FlowCache;
import io.flowmanager.application.port.FlowCacheContract;
import io.flowmanager.domain.flow.Flow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

@Tag("embedded")
class RedisFlowCacheIT implements FlowCacheContract {
  private final RedisKeys keys = TestRedis.freshKeys();
  private final Redis redis = TestRedis.patient(keys);
  private final RedisFlowCache flows = new RedisFlowCache(redis, InstantSource.system());
  private final RedisLog log = new RedisLog();

  @Override
  public FlowCache flows() {
    return flows;
  }

  @AfterEach
  void close() {
    log.close();
    flows.close();
    redis.close();
  }

  @Test
  void sharesWhatItKeepsWithOtherProcesses() {
    Flow main = flow("main");
    try (Redis elsewhere = TestRedis.patient(keys);
        var others = new RedisFlowCache(elsewhere, InstantSource.system())) {

      flows.keep(main);

      await().untilAsserted(() -> assertThat(others.find(main.id())).contains(main));
    }
  }

  @Test
  void dropsForOtherProcessesBeforeItReturns() {
    Flow main = flow("main");
    try (Redis elsewhere = TestRedis.patient(keys);
        var others = new RedisFlowCache(elsewhere, InstantSource.system())) {
      others.keep(main);
      await().until(() -> flows.find(main.id()).isPresent());

      flows.drop(main.id());

      assertThat(others.find(main.id())).isEmpty();
    }
  }

  @Test
  void keepsACopyForADay() {
    Flow main = flow("main");

    flows.keep(main);

    await().until(flows::isWritten);
    assertThat(timeToLive(main)).isBetween(Duration.ofMinutes(1439), Duration.ofHours(24));
  }

  @Test
  void keepsATemporaryFlowNoLongerThanItLives() {
    Flow main = temporaryFlow("main", Instant.now().minus(Duration.ofHours(23)));

    flows.keep(main);

    await().until(flows::isWritten);
    assertThat(timeToLive(main)).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @Test
  void doesNotKeepATemporaryFlowWhoseTimeIsOver() {
    Flow main = temporaryFlow("main", Instant.now().minus(Duration.ofHours(25)));

    flows.keep(main);

    await().until(flows::isWritten);
    assertThat(flows.find(main.id())).isEmpty();
  }

  @Test
  void refusesCopiesForSecondsAfterADrop() {
    Flow main = flow("main");

    flows.drop(main.id());

    assertThat(timeToLive(main)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
  }

  @Test
  void doesWithoutACopyThatCannotBeRead() {
    Flow main = flow("main");
    set(main, "{\"id\": 42");
    Flow other = flow("other");
    set(other, "{\"id\": 43");

    Optional<Flow> found = flows.find(main.id());
    Optional<Flow> otherFound = flows.find(other.id());

    assertThat(found).isEmpty();
    assertThat(otherFound).isEmpty();
    assertThat(log.warnings())
        .containsExactly(
            "Going on without the copy of flow %s, as without others like it".formatted(main.id()));
  }

  @Test
  void doesWithoutWhatIsNoCopyAtAll() {
    Flow main = flow("main");
    try (RedisClient server = server()) {
      server.hset(keys.flow(main.id()), bytes("not"), bytes("ours"));
    }

    assertThat(flows.find(main.id())).isEmpty();
    assertThat(redis.isReachable()).isTrue();
  }

  private void set(Flow flow, String text) {
    try (RedisClient server = server()) {
      server.set(keys.flow(flow.id()), bytes(text), SetParams.setParams().ex(60));
    }
  }

  private Duration timeToLive(Flow flow) {
    try (RedisClient server = server()) {
      return Duration.ofMillis(server.pttl(keys.flow(flow.id())));
    }
  }
}
