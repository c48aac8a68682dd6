package io.flowmanager.app.daemon;

import com.rabbitmq.client.ConnectionFactory;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.FlowManagerConfig.Read;
import io.flowmanager.app.config.StartException;
import io.flowmanager.app.http.HttpEndpoints;
import io.flowmanager.app.http.Readiness;
import io.flowmanager.app.observe.logging.Logging;
import io.flowmanager.app.observe.metrics.MetricsRegistry;
import io.flowmanager.app.observe.tracing.Tracing;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.mysql.lease.LeaseTimes;
import io.flowmanager.mysql.lease.MysqlProcesses;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.redis.Redis;
import io.flowmanager.redis.RedisAddress;
import io.flowmanager.redis.RedisFlowCache;
import io.flowmanager.redis.RedisKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.jar.JarFile;

/**
 * Goes through a start as far as that can be done without any server, so that the JVM can keep what
 * it learned; then plays some calls, which a database that is not there agrees to. Nobody is asked
 * for anything, and what goes wrong for want of an answer does not matter.
 */
public final class WarmUp {
  /** Nobody listens at port 1. */
  private static final List<String> NOBODY =
      List.of(
          "-dbDSN=nobody@tcp(127.0.0.1:1)/nothing",
          "-rabbit_addr=amqp://guest:guest@127.0.0.1:1",
          "-redis_addr=127.0.0.1:1",
          "-prom_listen_addr=127.0.0.1:0",
          "-log_level=error");

  /** The wait for an answer: where nobody listens, that is known at once. */
  private static final Duration NO_ANSWER_AFTER = Duration.ofMillis(300);

  /** Most of what is behind these is only met when a server answers. */
  private static final String DRIVER = "com.mysql.cj.jdbc.Driver";

  private static final List<String> DRIVER_PACKAGES =
      List.of("jdbc", "conf", "protocol/a", "protocol/Re", "result", "log", "util");

  private WarmUp() {}

  public static void run() throws InterruptedException {
    if (!(FlowManagerConfig.read(NOBODY, Map.of()) instanceof Read.Fine fine)) {
      throw new IllegalStateException("Expected settings that can be read, but they can't");
    }
    FlowManagerConfig config = fine.config();
    Logging.use(config.log());
    var metrics = MetricsRegistry.create();
    MetricsRegistry.addJvm(metrics);
    metrics.scrape();
    config.metrics().ifPresent(where -> serve(where, metrics::scrape));
    load(ConnectionFactory.class, "com/rabbitmq/client/");
    loadDriver();
    config.redis().ifPresent(WarmUp::askRedis);
    Tracing tracing = Tracing.to(config.collector());
    MemoryLimiter memory = MemoryModule.work();
    var background = new Background(tracing, memory);
    try (MysqlDatabase database = MysqlDatabase.withoutServer(config.database());
        MysqlProcesses processes = MysqlProcesses.begin(database, LeaseTimes.STANDARD)) {
      FlowManagerComponent component =
          DaggerFlowManagerComponent.factory()
              .create(
                  config,
                  database,
                  processes,
                  WarmUpCalls.COPIES,
                  metrics,
                  tracing,
                  memory,
                  background);
      component.requests();
      component.events();
      component.jobs();
      WarmUpCalls.play(component.router(), component.interceptors());
      component.rabbit().start();
      component.rabbit().awaitConsuming(NO_ANSWER_AFTER);
      component.rabbit().close();
    }
    background.finish();
  }

  private static void serve(FlowManagerConfig.Metrics where, Supplier<String> metrics) {
    try {
      HttpEndpoints.start(where, metrics, new Readiness(List.of())).close();
    } catch (IOException refused) {
      throw new StartException(String.valueOf(refused.getMessage()), refused);
    }
  }

  private static void askRedis(RedisAddress nobody) {
    try (Redis redis = Redis.at(nobody, RedisKeys.DEFAULT)) {
      var flows = new RedisFlowCache(redis, InstantSource.system());
      var unused = flows.find(FlowId.NONE);
    }
  }

  private static void loadDriver() {
    try {
      Class<?> driver = Class.forName(DRIVER);
      DRIVER_PACKAGES.forEach(name -> load(driver, "com/mysql/cj/" + name));
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /** All classes of the one's jar whose path begins so. */
  private static void load(Class<?> one, String path) {
    Optional<CodeSource> source = Optional.ofNullable(one.getProtectionDomain().getCodeSource());
    try (var jar = new JarFile(Path.of(source.orElseThrow().getLocation().getPath()).toFile())) {
      jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(path) && name.endsWith(".class"))
          .forEach(name -> load(name.substring(0, name.length() - ".class".length())));
    } catch (IOException unreadable) {
      // Nothing is learned from it, then.
    }
  }

  private static void load(String path) {
    try {
      Class.forName(path.replace('/', '.'), false, WarmUp.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError optional) {
      // It needs a library that is not there, and the daemon does not need it.
    }
  }
}
