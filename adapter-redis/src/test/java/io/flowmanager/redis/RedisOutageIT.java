package io.flowmanager.redis;

import static io.flowmanager.application.port.CachedExamples.activeflow;
import static io.flowmanager.application.port.CachedExamples.flow;
import static io.flowmanager.application.port.CachedExamples.next;
import static io.flowmanager.redis.TestRedis.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.flow.Flow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

/** A Redis that goes, hangs, forgets, and comes back. */
class RedisOutageIT {
  private final RedisKeys keys = TestRedis.freshKeys();
  private final Line line = Line.to(TestRedis.address());

  private final Redis redis = Redis.at(line.address(), keys, Duration.ofMillis(500));
  private final RedisFlowCache flows = new RedisFlowCache(redis, InstantSource.system());
  private final RedisActiveflowCache activeflows =
      new RedisActiveflowCache(redis, TestRedis.SHORTLY);

  /** Another process, whose line is whole. */
  private final Redis elsewhere = TestRedis.patient(keys);

  private final RedisFlowCache flowsElsewhere =
      new RedisFlowCache(elsewhere, InstantSource.system());
  private final RedisActiveflowCache activeflowsElsewhere =
      new RedisActiveflowCache(elsewhere, TestRedis.SHORTLY);

  private final RedisLog log = new RedisLog();

  @AfterEach
  void close() {
    log.close();
    flows.close();
    activeflows.close();
    redis.close();
    flowsElsewhere.close();
    activeflowsElsewhere.close();
    elsewhere.close();
    line.close();
  }

  @Test
  void findsAgainWhatWasKeptBeforeTheOutage() {
    Flow main = kept(flow("main"));

    line.cut();
    assertThat(flows.find(main.id())).isEmpty();
    assertThat(redis.isReachable()).isFalse();
    line.restore();

    await().untilAsserted(() -> assertThat(flows.find(main.id())).contains(main));
    assertThat(redis.isReachable()).isTrue();
  }

  @Test
  void doesWithoutAHangingRedisUntilItAnswersAgain() {
    Flow main = kept(flow("main"));

    line.goDead();
    assertThat(flows.find(main.id())).isEmpty();
    assertThat(redis.isReachable()).isFalse();
    line.restore();

    await().untilAsserted(() -> assertThat(flows.find(main.id())).contains(main));
  }

  @Test
  void saysOnceThatItIsAwayAndOnceThatItIsBack() {
    Flow main = kept(flow("main"));

    line.cut();
    for (int call = 0; call < 100; call++) {
      flows.find(main.id());
      activeflows.find(activeflow().value().id());
    }
    line.restore();
    await().until(redis::isReachable);

    assertThat(log.warnings())
        .singleElement()
        .asString()
        .startsWith("Going on without Redis at " + line.address());
    assertThat(log.infos()).containsExactly("Redis at %s is back".formatted(line.address()));
  }

  @Test
  void survivesARestartBetweenTwoQuestions() {
    Flow main = kept(flow("main"));

    line.restore();

    await().untilAsserted(() -> assertThat(flows.find(main.id())).contains(main));
  }

  @Test
  void isBackForGoodThoughManyConnectionsDied() throws Exception {
    talkOnManyConnections();

    line.restore();
    flows.find(flow("main").id());
    await().until(redis::isReachable);
    talkOnManyConnections();

    assertThat(log.warnings()).hasSize(1);
  }

  private void talkOnManyConnections() throws InterruptedException {
    int connections = 12;
    var allOpen = new CyclicBarrier(connections);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> calls =
          Collections.nCopies(connections, () -> redis.tell(commands -> meet(allOpen, commands)));
      assertThat(callers.invokeAll(calls)).allMatch(Future::resultNow);
    }
  }

  @Test
  void writesAfterTheOutageTheNewestVersionOfWhatChangedInIt() {
    Versioned<Activeflow> first = activeflow();
    Versioned<Activeflow> second = next(first);
    line.cut();

    activeflows.keep(first);
    activeflows.keep(second);
    assertThat(activeflows.find(first.value().id())).contains(second);
    line.restore();

    await()
        .untilAsserted(
            () -> assertThat(activeflowsElsewhere.find(first.value().id())).contains(second));
  }

  @Test
  void doesNotWriteAfterTheOutageWhatIsOldByThen() {
    Versioned<Activeflow> first = activeflow();
    Versioned<Activeflow> second = next(first);
    line.cut();

    activeflows.keep(first);
    activeflowsElsewhere.keep(second);
    await().until(activeflowsElsewhere::isWritten);
    line.restore();

    await().until(activeflows::isWritten);
    assertThat(activeflows.find(first.value().id())).contains(second);
  }

  @Test
  void dropsAfterTheOutageWhatWasDroppedInIt() {
    Flow main = kept(flow("main"));
    line.cut();

    flows.drop(main.id());
    assertThat(flowsElsewhere.find(main.id()))
        .describedAs("others see it as long as we can't tell them")
        .contains(main);
    line.restore();

    assertThat(flows.find(main.id())).isEmpty();
    await().untilAsserted(() -> assertThat(flowsElsewhere.find(main.id())).isEmpty());
    assertThat(flows.find(main.id())).isEmpty();
  }

  @Test
  void fillsUpAgainAfterRedisForgotEverything() {
    Flow main = kept(flow("main"));
    Versioned<Activeflow> first = activeflow();
    activeflows.keep(first);
    await().until(activeflows::isWritten);

    forgetEverything();
    assertThat(flows.find(main.id())).isEmpty();
    assertThat(activeflows.find(first.value().id())).isEmpty();
    flows.keep(main);
    activeflows.keep(first);

    await().untilAsserted(() -> assertThat(flowsElsewhere.find(main.id())).contains(main));
    await()
        .untilAsserted(
            () -> assertThat(activeflowsElsewhere.find(first.value().id())).contains(first));
    assertThat(log.warnings()).isEmpty();
  }

  private void meet(CyclicBarrier allOpen, Pipeline commands) {
    try {
      allOpen.await();
      commands.get(keys.probe());
    } catch (InterruptedException | BrokenBarrierException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Flow kept(Flow flow) {
    flows.keep(flow);
    await().until(() -> flows.find(flow.id()).isPresent());
    return flow;
  }

  /** As FLUSHALL and SCRIPT FLUSH, but for our keys only: the server may be somebody else's too. */
  private void forgetEverything() {
    try (RedisClient server = server()) {
      Set<String> ours = server.keys(keys.prefix() + "*");
      assertThat(ours).isNotEmpty();
      server.del(ours.toArray(String[]::new));
      server.scriptFlush();
    }
  }
}
