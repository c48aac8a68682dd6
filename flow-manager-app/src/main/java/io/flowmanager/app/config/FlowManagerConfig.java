package io.flowmanager.app.config;

import io.flowmanager.application.flow.Scrutiny;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.redis.RedisAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the flow manager, checked. Its text is fit for a log: it holds no password.
 *
 * @param database where flows and activeflows are kept
 * @param rabbit where callers and peers are
 * @param requestQueues the queues that are served, at least one
 * @param eventExchange where the world is told what changed
 * @param delayExchange where delayed messages wait
 * @param redis where shared copies are; empty for none
 * @param metrics where metrics and health are served; empty for nowhere
 * @param embedded with servers of its own; {@code database}, {@code rabbit}, {@code redis} are then
 *     not looked at
 * @param embeddedServers for {@code embedded}
 * @param fetchAllowPrivate whether the action fetch may ask private addresses
 * @param flowCheck how closely actions are looked at before they are taken in
 * @param collector where spans go; empty: there are none
 */
public record FlowManagerConfig(
    DatabaseAddress database,
    RabbitAddress rabbit,
    List<String> requestQueues,
    String eventExchange,
    String delayExchange,
    Optional<RedisAddress> redis,
    Optional<Metrics> metrics,
    boolean embedded,
    Embedded embeddedServers,
    boolean fetchAllowPrivate,
    Scrutiny flowCheck,
    Optional<URI> collector,
    Limits limits,
    Log log) {

  /** The outcome of reading a command line. */
  public sealed interface Read {
    /**
     * Nothing is wrong.
     *
     * @param settings every one of them, for people
     */
    record Fine(FlowManagerConfig config, List<Effective> settings) implements Read {
      public Fine {
        settings = List.copyOf(settings);
      }
    }

    /** Who asks wants to know what there is. */
    record Help() implements Read {}

    /** All that is wrong, each for a person. */
    record Wrong(List<String> problems) implements Read {
      public Wrong {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * The value that counts for a setting.
   *
   * @param value without what is secret in it
   * @param origin which flag, variable or file said so; {@code default} if none did
   */
  public record Effective(String setting, String value, String origin) {}

  /** The address where metrics are served, and at the same place health. */
  public record Metrics(ListenAddress address, String path) {}

  /**
   * For servers of its own.
   *
   * @param data where they keep what they store; empty: where the user's data is
   * @param port where the broker listens; 0: at any free one
   */
  public record Embedded(Optional<Path> data, int port) {}

  /** The level and the format of the log. */
  public record Log(LogLevel level, LogFormat format) {}

  public FlowManagerConfig {
    requestQueues = List.copyOf(requestQueues);
  }

  /** The same with other servers, and without Redis. */
  public FlowManagerConfig with(DatabaseAddress otherDatabase, RabbitAddress otherRabbit) {
    return new FlowManagerConfig(
        otherDatabase,
        otherRabbit,
        requestQueues,
        eventExchange,
        delayExchange,
        Optional.empty(),
        metrics,
        embedded,
        embeddedServers,
        fetchAllowPrivate,
        flowCheck,
        collector,
        limits,
        log);
  }

  /** The same with servers of its own, in a folder, at free ports, and without metrics. */
  public FlowManagerConfig forDemo(Path data) {
    return new FlowManagerConfig(
        database,
        rabbit,
        requestQueues,
        eventExchange,
        delayExchange,
        Optional.empty(),
        Optional.empty(),
        true,
        new Embedded(Optional.of(data), 0),
        fetchAllowPrivate,
        flowCheck,
        collector,
        limits,
        log);
  }

  /**
   * Reads what is on the command line, in the environment where it is not there, and in the file
   * that either of them names where it is in neither.
   */
  public static Read read(List<String> arguments, Map<String, String> environment) {
    CommandLine line = CommandLine.read(arguments, environment);
    if (line.asksForHelp()) {
      return new Read.Help();
    }
    List<String> problems = line.problems();
    return problems.isEmpty()
        ? new Read.Fine(of(line), line.effective())
        : new Read.Wrong(problems);
  }

  private static FlowManagerConfig of(CommandLine line) {
    return new FlowManagerConfig(
        line.value(Setting.DATABASE),
        line.value(Setting.RABBIT),
        line.value(Setting.REQUEST_QUEUES),
        line.value(Setting.EVENT_EXCHANGE),
        line.value(Setting.DELAY_EXCHANGE),
        line.value(Setting.REDIS)
            .map(address ->
                new RedisAddress(
                    address.host(),
                    address.port(),
                    line.value(Setting.REDIS_DATABASE),
                    line.value(Setting.REDIS_PASSWORD),
                    address.encrypted())),
        line.value(Setting.METRICS_ADDRESS)
            .flatMap(address ->
                line.value(Setting.METRICS_PATH).map(path -> new Metrics(address, path))),
        line.value(Setting.EMBEDDED),
        new Embedded(line.value(Setting.EMBEDDED_DATA), line.value(Setting.EMBEDDED_PORT)),
        line.value(Setting.FETCH_ALLOW_PRIVATE),
        line.value(Setting.FLOW_CHECK),
        line.value(Setting.COLLECTOR),
        new Limits(line.value(Setting.LIMIT_IN_A_ROW), line.value(Setting.LIMIT_IN_A_LIFE)),
        new Log(line.value(Setting.LOG_LEVEL), line.value(Setting.LOG_FORMAT)));
  }
}
