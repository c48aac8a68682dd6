package io.flowmanager.bench;

import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.redis.RedisAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a measurement.
 *
 * @param clients how many at once; measured one after the other
 * @param measured for each of them, after the warm-up
 * @param rounds how often, in turns with the bare worker
 * @param actions how long the flow is
 * @param pause what a caller waits for between an answer and the next request; zero: nothing
 * @param isFloorWanted whether the bare worker is measured too
 * @param isJsonWanted instead of a table
 * @param running whether a daemon runs already, so that none is started
 * @param pid its process, for what it uses; empty where it is not on this machine
 * @param servers empty: servers of its own
 */
record BenchOptions(
    List<Integer> clients,
    Duration warmUp,
    Duration measured,
    int rounds,
    int actions,
    Duration pause,
    boolean isFloorWanted,
    boolean isJsonWanted,
    boolean running,
    Optional<Long> pid,
    Queues queues,
    Optional<Servers> servers) {

  /** The queue where a running daemon takes requests, and the exchange where it publishes. */
  record Queues(String requests, String events) {}

  /**
   * The addresses of servers, as text, for the daemon is told in the same words.
   *
   * @param database empty: it is not known, and not counted
   * @param redis empty: there is none, or it is not counted
   */
  record Servers(String rabbit, Optional<String> database, Optional<Redis> redis) {
    /** Never shows a password. */
    @Override
    public String toString() {
      return RabbitAddress.of(rabbit).toString();
    }
  }

  /** A Redis, as text. */
  record Redis(String address, int database, String password) {
    RedisAddress parsed() {
      return RedisAddress.of(address, database, password);
    }

    @Override
    public String toString() {
      return parsed().toString();
    }
  }

  /** The outcome of reading a command line. */
  sealed interface Read {
    record Fine(BenchOptions options) implements Read {}

    record Help() implements Read {}

    /** The problem, for a person. */
    record Wrong(String problem) implements Read {}
  }

  static final String USAGE =
      """
      Usage of ./flow-manager bench:
        -clients string
              how many callers at once; measured one after the other (default "1,8,32,128")
        -seconds int
              how long each is measured (default 15)
        -warmup int
              seconds before that, not counted (default 5)
        -rounds int
              how often, in turns with the bare worker, each but the first after 2 s of warm-up; the
              median is shown. For a machine that is not the same from minute to minute (default 1)
        -actions int
              length of the flow, 20 to 5000; the steps stay the same (default 20)
        -pause int
              milliseconds that pass between an answer and the next request, 20 more at most, so that
              what follows an answer is not in the way of the next (default 0)
        -floor bool
              measure the bare worker beside it (default true)
        -json
              one line of JSON instead of a table

      With none of these it brings servers of its own, and a daemon:
        -rabbit_addr string
              rabbitmq service address. All other services are played there, so they must be absent.
        -dbDSN string
              database dsn; its statements are counted.
        -redis_addr string, -redis_db int, -redis_password string
              redis; its commands are counted.

      With -rabbit_addr and -dbDSN it starts a daemon on queues of its own. To measure one that runs:
        -running
              there is one; its database and redis need not be named.
        -pid int
              the same, and this is its process, whose CPU time and memory are read.
        -rabbit_queue_listen string
              where it takes requests (default "bin-manager.flow-manager.request")
        -rabbit_queue_event string
              where it publishes events (default "bin-manager.flow-manager.event")
      """;

  private static final Set<String> NEED_NO_VALUE = Set.of("json", "running", "h", "help");

  private static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("clients", "1,8,32,128"),
          Map.entry("seconds", "15"),
          Map.entry("warmup", "5"),
          Map.entry("rounds", "1"),
          Map.entry("actions", "20"),
          Map.entry("pause", "0"),
          Map.entry("floor", "true"),
          Map.entry("json", "false"),
          Map.entry("running", "false"),
          Map.entry("pid", ""),
          Map.entry("rabbit_addr", ""),
          Map.entry("rabbit_queue_listen", "bin-manager.flow-manager.request"),
          Map.entry("rabbit_queue_event", "bin-manager.flow-manager.event"),
          Map.entry("dbDSN", ""),
          Map.entry("redis_addr", ""),
          Map.entry("redis_db", "1"),
          Map.entry("redis_password", ""),
          Map.entry("h", "false"),
          Map.entry("help", "false"));

  private static final int CLIENTS_MAX = 2000;
  private static final int SECONDS_MAX = 3600;
  private static final int ROUNDS_MAX = 1000;
  private static final int PAUSE_MAX = 60_000;
  private static final int REDIS_DATABASE_MAX = 65_535;

  BenchOptions {
    clients = List.copyOf(clients);
  }

  /** Reads flags with one dash or two, {@code -x v} or {@code -x=v}. */
  static Read read(List<String> flags) {
    try {
      Map<String, String> given = given(flags);
      if (given.containsKey("h") || given.containsKey("help")) {
        return new Read.Help();
      }
      var values = new HashMap<>(STANDARD);
      values.putAll(given);
      return new Read.Fine(of(values));
    } catch (IllegalArgumentException wrong) {
      return new Read.Wrong(String.valueOf(wrong.getMessage()));
    }
  }

  private static Map<String, String> given(List<String> flags) {
    var given = new HashMap<String, String>();
    var rest = flags.listIterator();
    while (rest.hasNext()) {
      String flag = rest.next();
      String name = flag.replaceFirst("^--?", "").replaceFirst("(?s)=.*", "");
      if (!flag.startsWith("-") || !STANDARD.containsKey(name)) {
        throw new IllegalArgumentException(
            "Expected one of the flags below, but argument %d is none".formatted(rest.nextIndex()));
      }
      int equals = flag.indexOf('=');
      if (equals >= 0) {
        given.put(name, flag.substring(equals + 1));
      } else if (NEED_NO_VALUE.contains(name)) {
        given.put(name, "true");
      } else if (rest.hasNext()) {
        given.put(name, rest.next());
      } else {
        throw new IllegalArgumentException("Expected a value after -%s".formatted(name));
      }
    }
    return given;
  }

  private static BenchOptions of(Map<String, String> values) {
    Optional<Long> pid = some(values, "pid").map(text -> (long) number("pid", text, 1, 1 << 30));
    boolean running = flag(values, "running") || pid.isPresent();
    Optional<Servers> servers = servers(values);
    if (running && servers.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected -rabbit_addr, to reach the daemon that is running, but it is not given");
    }
    if (!running && servers.filter(given -> given.database().isEmpty()).isPresent()) {
      throw new IllegalArgumentException(
          "Expected -dbDSN for the daemon to be started, but it is not given");
    }
    return new BenchOptions(
        Arrays.stream(value(values, "clients").split(",", -1))
            .map(text -> number("clients", text.strip(), 1, CLIENTS_MAX))
            .toList(),
        Duration.ofSeconds(number("warmup", value(values, "warmup"), 0, SECONDS_MAX)),
        Duration.ofSeconds(number("seconds", value(values, "seconds"), 1, SECONDS_MAX)),
        number("rounds", value(values, "rounds"), 1, ROUNDS_MAX),
        number("actions", value(values, "actions"), CallFlow.STEPS, CallFlow.ACTIONS_MAX),
        Duration.ofMillis(number("pause", value(values, "pause"), 0, PAUSE_MAX)),
        flag(values, "floor"),
        flag(values, "json"),
        running,
        pid,
        new Queues(value(values, "rabbit_queue_listen"), value(values, "rabbit_queue_event")),
        servers);
  }

  private static Optional<Servers> servers(Map<String, String> values) {
    Optional<String> rabbit = some(values, "rabbit_addr");
    Optional<String> database = some(values, "dbDSN");
    Optional<Redis> redis =
        some(values, "redis_addr")
            .map(address ->
                new Redis(
                    address,
                    number("redis_db", value(values, "redis_db"), 0, REDIS_DATABASE_MAX),
                    value(values, "redis_password")));
    if (rabbit.isEmpty() && (database.isPresent() || redis.isPresent())) {
      throw new IllegalArgumentException(
          "Expected -rabbit_addr beside the other servers, but it is not given");
    }
    // Read here, so that what is wrong with them is said before anything starts.
    rabbit.ifPresent(text -> RabbitAddress.of(text));
    database.ifPresent(text -> DatabaseAddress.parse(text));
    redis.ifPresent(Redis::parsed);
    return rabbit.map(address -> new Servers(address, database, redis));
  }

  private static String value(Map<String, String> values, String name) {
    return values.getOrDefault(name, "");
  }

  private static Optional<String> some(Map<String, String> values, String name) {
    return Optional.of(value(values, name)).filter(text -> !text.isEmpty());
  }

  private static boolean flag(Map<String, String> values, String name) {
    return switch (value(values, name)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("Expected -%s to be true or false".formatted(name));
    };
  }

  private static int number(String name, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(expected(name, text, least, most), none);
    }
    throw new IllegalArgumentException(expected(name, text, least, most));
  }

  private static String expected(String name, String text, int least, int most) {
    return "Expected -%s to be a whole number from %d to %d, but it is \"%s\""
        .formatted(name, least, most, text);
  }
}
