package io.flowmanager.redis;

import static io.flowmanager.application.port.CachedExamples.activeflow;
import static io.flowmanager.application.port.CachedExamples.flow;
import static io.flowmanager.application.port.CachedExamples.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.flow.Flow;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without a Redis, from the first moment on. */
class RedisAwayTest {
  /** Many times {@link Redis#PATIENCE}, and far less than if each of them waited. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final RedisLog log = new RedisLog();

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void isEmptyWhereNobodyListens() throws IOException {
    Flow main = flow("main");
    Versioned<Activeflow> other = activeflow();
    try (Redis redis = redisAt(TestRedis.freePort());
        var flows = new RedisFlowCache(redis, InstantSource.system());
        var activeflows = new RedisActiveflowCache(redis)) {

      flows.keep(main);
      flows.drop(other.value().origin().flow());

      assertThat(flows.find(main.id())).isEmpty();
      assertThat(activeflows.find(other.value().id())).isEmpty();
      assertThat(redis.isReachable()).isFalse();
    }
  }

  @Test
  void keepsNobodyWaitingWhereRedisAcceptsAndNeverAnswers() throws Exception {
    try (Line line = deadLine();
        Redis redis = Redis.at(line.address(), RedisKeys.DEFAULT);
        var flows = new RedisFlowCache(redis, InstantSource.system());
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> calls =
          IntStream.range(0, 200)
              .<Callable<Boolean>>mapToObj(call -> () -> flows.find(flow("main").id()).isEmpty())
              .toList();

      long began = System.nanoTime();
      List<Future<Boolean>> answers = callers.invokeAll(calls);
      Duration took = Duration.ofNanos(System.nanoTime() - began);

      assertThat(answers).allMatch(Future::resultNow);
      assertThat(took).isLessThan(SOON);
    }
  }

  @Test
  void doesNotTryAgainForEveryCaller() {
    try (Line line = deadLine();
        Redis redis = Redis.at(line.address(), RedisKeys.DEFAULT);
        var flows = new RedisFlowCache(redis, InstantSource.system())) {
      flows.find(flow("first").id());
      int connectionsOfTheFirst = line.connections();

      IntStream.range(0, 1000).forEach(call -> flows.find(flow("later").id()));

      // Nobody but the probe in the background, which comes once a second.
      assertThat(line.connections() - connectionsOfTheFirst).isLessThan(10);
    }
  }

  @Test
  void saysSoOnceAnOutage() throws IOException {
    try (Redis redis = redisAt(TestRedis.freePort());
        var flows = new RedisFlowCache(redis, InstantSource.system())) {

      IntStream.range(0, 100).forEach(call -> flows.find(flow("main").id()));

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .startsWith("Going on without Redis at 127.0.0.1:");
    }
  }

  @Test
  void holdsWhatIsToBeWrittenWithinALimit() throws IOException {
    try (Redis redis = redisAt(TestRedis.freePort());
        var writes =
            new WriteBehind<Integer, String>(
                "test",
                redis,
                3,
                Duration.ZERO,
                (pipeline, key, value) -> pipeline.set("" + key, value))) {

      List.of(1, 2, 3, 1, 4).forEach(key -> writes.put(key, "value"));

      assertThat(writes.pending(1)).describedAs("what waits longest").isEmpty();
      assertThat(List.of(2, 3, 4)).allMatch(key -> writes.pending(key).isPresent());
    }
  }

  @Test
  void answersWithTheNewestOfWhatIsToBeWritten() throws IOException {
    Versioned<Activeflow> first = activeflow();
    Versioned<Activeflow> second = next(first);
    try (Redis redis = redisAt(TestRedis.freePort());
        var activeflows = new RedisActiveflowCache(redis)) {

      activeflows.keep(second);
      activeflows.keep(first);

      assertThat(activeflows.find(first.value().id())).contains(second);
    }
  }

  @Test
  void takesNoNoticeOfRedisOnceItIsClosed() throws IOException {
    Redis redis = redisAt(TestRedis.freePort());
    try (var flows = new RedisFlowCache(redis, InstantSource.system())) {

      redis.close();

      assertThat(flows.find(flow("main").id())).isEmpty();
      assertThat(log.warnings()).isEmpty();
    }
  }

  /** One accepts, and never answers. */
  private static Line deadLine() {
    Line line = Line.to(new RedisAddress("127.0.0.1", 1, 0, ""));
    line.goDead();
    return line;
  }

  private static Redis redisAt(int port) {
    return Redis.at(new RedisAddress("127.0.0.1", port, 0, ""), RedisKeys.DEFAULT);
  }
}
