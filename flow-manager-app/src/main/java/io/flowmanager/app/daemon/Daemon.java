package io.flowmanager.app.daemon;

import io.flowmanager.app.cache.SharedCopies;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.StartException;
import io.flowmanager.app.embedded.EmbeddedServers;
import io.flowmanager.app.http.Check;
import io.flowmanager.app.http.HttpEndpoints;
import io.flowmanager.app.http.Readiness;
import io.flowmanager.app.observe.metrics.Gauges;
import io.flowmanager.app.observe.metrics.MetricsRegistry;
import io.flowmanager.app.observe.tracing.Tracing;
import io.flowmanager.application.memory.MemoryLimiter;
import io.flowmanager.application.redelivery.ClaimRedelivered;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.mysql.lease.LeaseTimes;
import io.flowmanager.mysql.lease.MysqlProcesses;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import io.flowmanager.rabbitmq.outbound.BrokerReadiness;
import io.flowmanager.redis.Redis;
import io.flowmanager.redis.RedisActiveflowCache;
import io.flowmanager.redis.RedisAddress;
import io.flowmanager.redis.RedisFlowCache;
import io.flowmanager.redis.RedisKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flow manager at work. Its parts are started in order, each when what it needs is there, and
 * stopped in the reverse. For one thread: the one that starts it stops it.
 */
public final class Daemon implements AutoCloseable {
  /** The time that requests may take that were begun when the end was asked for. */
  static final Duration DRAIN_MAX = Duration.ofSeconds(15);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Daemon.class);

  /** Something that was started. */
  private record Part(String name, AutoCloseable stop) {}

  private FlowManagerConfig config;
  private final PrometheusMeterRegistry metrics = MetricsRegistry.create();
  private final Deque<Part> parts = new ArrayDeque<>();
  private Optional<HttpEndpoints> endpoints = Optional.empty();

  // the next two: read by the threads that answer for its health
  private volatile Optional<MysqlProcesses> members = Optional.empty();
  private volatile Optional<BrokerReadiness> broker = Optional.empty();

  private Daemon(FlowManagerConfig config) {
    this.config = config;
  }

  /**
   * Starts everything; returns when requests are being served. Waits for servers that are not there
   * yet, for ever if need be, and says for which.
   *
   * @throws StartException if waiting would be of no use
   * @throws InterruptedException if it is not to start after all; what was started is stopped
   */
  public static Daemon start(FlowManagerConfig config) throws InterruptedException {
    var daemon = new Daemon(config);
    try {
      daemon.start();
      return daemon;
    } catch (InterruptedException | RuntimeException | Error failure) {
      daemon.close();
      throw failure;
    }
  }

  /** The settings that it works with: as it was told, or with servers of its own. */
  public FlowManagerConfig config() {
    return config;
  }

  /** The endpoints where metrics and health are served; empty for nowhere. */
  public Optional<HttpEndpoints> endpoints() {
    return endpoints;
  }

  /** Is at work until the thread is interrupted. */
  public void work() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Stops all parts, the last one first. Again: harmless. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      stop(parts.pop());
    }
  }

  private void start() throws InterruptedException {
    long began = System.nanoTime();
    Thread jvmMetrics =
        Thread.ofPlatform()
            .daemon()
            .name("jvm-metrics")
            .start(() -> MetricsRegistry.addJvm(metrics));
    endpoints = config.metrics().map(this::serveMetrics);
    if (config.embedded()) {
      config = withServersOfItsOwn();
    }
    log.info("Starting with {}", config);
    MysqlDatabase opened = openDatabase();
    MysqlProcesses processes = MysqlProcesses.begin(opened, LeaseTimes.STANDARD);
    started("lease", processes);
    members = Optional.of(processes);
    SharedCopies copies = config.redis().map(this::copiesInRedis).orElseGet(SharedCopies::none);
    Tracing tracing = Tracing.to(config.collector());
    started("tracing", tracing);
    MemoryLimiter memory = MemoryModule.work();
    var background = new Background(tracing, memory);
    FlowManagerComponent component =
        DaggerFlowManagerComponent.factory()
            .create(config, opened, processes, copies, metrics, tracing, memory, background);
    Gauges.database(metrics, opened::pool);
    Gauges.members(metrics, processes::standing);
    Gauges.nearCache(metrics, component.near());
    ClaimRedelivered redelivered = component.redelivered();
    redelivered.signOn();
    started("entry in the register", redelivered::signOff);
    started("connection to rabbitmq", component.rabbit());
    broker = Optional.of(component.broker());
    started("background jobs", component.jobs()::finish);
    component.jobs().start();
    started("publishing", component.publishing()::finish);
    started("background work", background::finish);
    consume(component);
    jvmMetrics.join();
    log.info(
        "Serving {} after {} ms",
        String.join(", ", config.requestQueues()),
        Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  /** First of all, so that who asks meanwhile learns what it waits for. */
  private HttpEndpoints serveMetrics(FlowManagerConfig.Metrics where) {
    try {
      var checks =
          List.of(
              new Check("database", this::troubleWithDatabase),
              new Check("rabbitmq", this::troubleWithRabbit));
      HttpEndpoints serving = HttpEndpoints.start(where, metrics::scrape, new Readiness(checks));
      started("metrics and health", serving);
      log.info(
          "Metrics are at {}{}, health at /healthz and /readyz", where.address(), where.path());
      return serving;
    } catch (IOException refused) {
      throw new StartException(String.valueOf(refused.getMessage()), refused);
    }
  }

  private Optional<String> troubleWithDatabase() {
    return members.isPresent() ? members.get().trouble() : Optional.of("not connected yet");
  }

  private Optional<String> troubleWithRabbit() {
    return broker.isEmpty() ? Optional.of("not connected yet") : broker.get().trouble();
  }

  private FlowManagerConfig withServersOfItsOwn() {
    EmbeddedServers servers = EmbeddedServers.start(config.embeddedServers());
    started("embedded servers", servers);
    return config.with(servers.database(), servers.rabbit());
  }

  private MysqlDatabase openDatabase() throws InterruptedException {
    String waitsFor = "";
    while (true) {
      try {
        MysqlDatabase opened =
            MysqlDatabase.open(config.database(), MysqlDatabase.CONNECTIONS_STANDARD);
        started("database", opened);
        return opened;
      } catch (FlowException absent) {
        String reason = absent.getMessage() + " (" + innermost(absent) + ")";
        if (!reason.equals(waitsFor)) {
          log.warn("Waiting for the database at {}: {}", config.database(), reason);
        }
        waitsFor = reason;
      } catch (IllegalStateException unfit) {
        throw new StartException(String.valueOf(unfit.getMessage()), unfit);
      }
      Thread.sleep(BETWEEN_ATTEMPTS);
    }
  }

  /** Needs no waiting: it is connected to when it is there. */
  private SharedCopies copiesInRedis(RedisAddress address) {
    Redis redis = Redis.at(address, RedisKeys.DEFAULT);
    started("redis", redis);
    Gauges.redis(metrics, redis::isReachable);
    var flows = new RedisFlowCache(redis, InstantSource.system());
    started("copies of flows in redis", flows);
    var activeflows = new RedisActiveflowCache(redis);
    started("copies of activeflows in redis", activeflows);
    return new SharedCopies(flows, activeflows);
  }

  private void consume(FlowManagerComponent component) throws InterruptedException {
    component.requests();
    component.events();
    RabbitConnection connection = component.rabbit();
    started("requests and events", () -> drain(connection));
    connection.start();
    while (!connection.awaitConsuming(BETWEEN_ATTEMPTS)) {
      log.debug("Waiting for rabbitmq: {}", connection.state());
    }
  }

  private static void drain(RabbitConnection connection) throws InterruptedException {
    if (!connection.stopConsuming(DRAIN_MAX)) {
      log.warn(
          "Some requests did not end within {}, and go to another process",
          Wording.duration(DRAIN_MAX));
    }
  }

  private void started(String name, AutoCloseable stop) {
    parts.push(new Part(name, stop));
  }

  private static void stop(Part part) {
    try {
      log.debug("Stopping {}", part.name());
      part.stop().close();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      log.warn("Could not stop {}", part.name(), failure);
    }
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
