package io.flowmanager.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.flowmanager.app.config.StartException;
import io.flowmanager.bench.BareWorker.Depth;
import io.flowmanager.bench.BenchOptions.Queues;
import io.flowmanager.bench.BenchOptions.Servers;
import io.flowmanager.bench.Measured.Cost;
import io.flowmanager.bench.Measured.Window;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.embedded.EmbeddedServers;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.RabbitAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Puts load on a flow manager over RabbitMQ and says what came of it. The flow manager is another
 * process, started for this or running already; this one also plays all the other services.
 */
public final class Bench {
  /** A first start waits for a new database's tables, on a busy machine. */
  private static final Duration START_WAIT_MAX = Duration.ofSeconds(90);

  private static final int ALL_WELL = 0;
  private static final int SOMETHING_FAILED = 1;
  private static final int WRONG_USE = 2;

  /** Of an answer to next, as measured: an action with its options, in its envelope. */
  private static final int REPLY_BYTES = 400;

  /** Before a further round: what is measured has been warm before. */
  private static final Duration WARM_UP_AGAIN = Duration.ofSeconds(2);

  /** Progress is told each time after so many seconds. */
  private static final int SECONDS_BETWEEN_WORDS = 5;

  private final BenchOptions options;
  private final PrintStream progress;
  private final String own = "flow-bench." + UUID.randomUUID().toString().substring(0, 8);
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Bench(BenchOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Measures, and prints a page.
   *
   * @param out for what was found
   * @param progress for what it is at
   * @return what the process is to end with
   * @throws StartException if there is nothing to measure
   */
  public static int run(List<String> flags, PrintStream out, PrintStream progress)
      throws InterruptedException {
    return switch (BenchOptions.read(flags)) {
      case BenchOptions.Read.Help help -> {
        out.print(BenchOptions.USAGE);
        yield ALL_WELL;
      }
      case BenchOptions.Read.Wrong wrong -> {
        progress.println(wrong.problem());
        progress.print(BenchOptions.USAGE);
        yield WRONG_USE;
      }
      case BenchOptions.Read.Fine fine -> {
        Report report = measure(fine.options(), progress);
        out.print(fine.options().isJsonWanted() ? report.json() + "\n" : report.table());
        yield report.failed() == 0 ? ALL_WELL : SOMETHING_FAILED;
      }
    };
  }

  /**
   * Measures.
   *
   * @throws StartException if there is nothing to measure
   */
  static Report measure(BenchOptions options, PrintStream progress) throws InterruptedException {
    var bench = new Bench(options, progress);
    try {
      return bench.report();
    } catch (IOException | TimeoutException | SQLException | IllegalStateException failure) {
      throw new StartException(String.valueOf(failure.getMessage()), failure);
    } finally {
      bench.end();
    }
  }

  /** The thing that is measured, and all that it is measured from. */
  private record Stage(
      RabbitAddress rabbit,
      Connection connection,
      Peers peers,
      Queues queues,
      Optional<Database> database,
      Optional<Cache> cache) {}

  private Report report() throws IOException, TimeoutException, SQLException, InterruptedException {
    Servers servers = options.servers().isPresent() ? options.servers().get() : embedded();
    Stage stage = stage(servers);
    Load load = Load.on(stage.connection(), stage.queues().requests());
    if (!options.running()) {
      cleaningUp(stage);
    }
    long started = System.nanoTime();
    Optional<ChildProcess> child =
        options.running() ? Optional.empty() : Optional.of(daemon(servers, stage.queues()));
    say("Waiting for the daemon's first answer …");
    String flow =
        load.createFlow(
            options.actions(), START_WAIT_MAX, () -> child.ifPresent(ChildProcess::requireAlive));
    Optional<Duration> firstAnswer =
        child.map(daemon -> Duration.ofNanos(System.nanoTime() - started));
    Optional<ProcessHandle> daemon =
        child.map(ChildProcess::handle).or(() -> options.pid().flatMap(ProcessHandle::of));
    var entries = new ArrayList<Report.Entry>();
    Optional<Floor> floor = Optional.empty();
    for (int clients : options.clients()) {
      var atDaemon = new ArrayList<Measured>();
      var atFloor = new ArrayList<Map<Depth, Measured>>();
      for (int round = 0; round < options.rounds(); round++) {
        Duration warmUp = round == 0 ? options.warmUp() : WARM_UP_AGAIN;
        Measured measured = measured(stage, load, flow, clients, warmUp, daemon, "the daemon");
        atDaemon.add(measured);
        if (options.isFloorWanted()) {
          if (floor.isEmpty()) {
            floor = Optional.of(floor(stage, servers, measured.cost().peers()));
          }
          atFloor.add(floor.get().measured(clients, warmUp));
        }
      }
      entries.add(new Report.Entry(atDaemon, atFloor));
    }
    return new Report(conditions(stage), firstAnswer, options.actions(), entries);
  }

  private Servers embedded() throws IOException {
    say("Starting a broker and a database of its own (some seconds) …");
    Path data = Files.createTempDirectory("flow-manager-bench");
    parts.push(() -> removeAll(data));
    EmbeddedServers servers =
        EmbeddedServers.start(new FlowManagerConfig.Embedded(Optional.of(data), 0));
    parts.push(servers);
    RabbitAddress rabbit = servers.rabbit();
    DatabaseAddress database = servers.database();
    return new Servers(
        "amqp://%s:%s@%s:%d"
            .formatted(rabbit.user(), rabbit.password(), rabbit.host(), rabbit.port()),
        Optional.of(
            "%s:%s@tcp(%s)/%s"
                .formatted(
                    database.user(), database.password(), database.hosts(), database.database())),
        Optional.empty());
  }

  private Stage stage(Servers servers) throws IOException, TimeoutException, SQLException {
    RabbitAddress rabbit = RabbitAddress.of(servers.rabbit());
    Queues queues =
        options.running() ? options.queues() : new Queues(own + ".request", own + ".event");
    Connection connection = Wire.connect(rabbit, "bench: callers");
    parts.push(connection);
    Peers peers = Peers.play(Wire.connect(rabbit, "bench: other services"), queues.events());
    parts.push(peers);
    Optional<Database> database = Optional.empty();
    if (servers.database().isPresent()) {
      database = Optional.of(Database.at(DatabaseAddress.parse(servers.database().get())));
      parts.push(database.get());
    }
    Optional<Cache> cache = servers.redis().map(redis -> Cache.at(redis.parsed()));
    cache.ifPresent(parts::push);
    return new Stage(rabbit, connection, peers, queues, database, cache);
  }

  /** Removes what has our name on the broker when we go. */
  private void cleaningUp(Stage stage) throws IOException {
    Channel channel = stage.connection().createChannel();
    parts.push(() -> {
      channel.queueDelete(stage.queues().requests());
      channel.exchangeDelete(stage.queues().events());
    });
  }

  private ChildProcess daemon(Servers servers, Queues queues) {
    var flags =
        new ArrayList<>(
            List.of(
                "-rabbit_queue_listen=" + queues.requests(),
                "-rabbit_queue_event=" + queues.events(),
                "-rabbit_exchange_delay=" + own + ".delay",
                "-redis_addr=" + servers.redis().map(BenchOptions.Redis::address).orElse(""),
                "-prom_listen_addr=",
                "-log_level=warn"));
    servers.redis().ifPresent(redis -> flags.add("-redis_db=" + redis.database()));
    // Secrets go by the environment: command lines are there for everybody to see.
    var environment = new HashMap<String, String>();
    environment.put("RABBITMQ_ADDRESS", servers.rabbit());
    servers.database().ifPresent(database -> environment.put("DATABASE_DSN", database));
    servers.redis().ifPresent(redis -> environment.put("REDIS_PASSWORD", redis.password()));
    ChildProcess daemon = ChildProcess.daemon(flags, environment);
    parts.push(daemon);
    return daemon;
  }

  private Measured measured(
      Stage stage,
      Load load,
      String flow,
      int clients,
      Duration warmUp,
      Optional<ProcessHandle> process,
      String what)
      throws InterruptedException {
    var window = new Window(() -> costs(stage, process));
    var memory = new ProcessFigures[] {ProcessFigures.NONE};
    Duration ownBefore = ownCpu();
    Tally tally =
        load.run(
            flow,
            clients,
            warmUp,
            options.measured(),
            options.pause(),
            window::open,
            () -> {
              window.close();
              memory[0] = process.map(ProcessFigures::of).orElse(ProcessFigures.NONE);
            },
            progressOf(what, clients, warmUp.plus(options.measured())));
    Duration own = ownCpu().minus(ownBefore);
    return new Measured(
        clients,
        tally.summary(),
        window.cost(),
        memory[0],
        own.dividedBy(Math.max(1, tally.requests())));
  }

  private static Cost costs(Stage stage, Optional<ProcessHandle> process) {
    return new Cost(
        process.map(ProcessFigures::of).orElse(ProcessFigures.NONE).cpu(),
        ownCpu(),
        ProcessFigures.machineBusySeconds(),
        stage.peers().counts(),
        stage.database().map(Database::counts).orElse(Map.of()),
        stage.cache().map(Cache::counts).orElse(Map.of()));
  }

  private static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private LongConsumer progressOf(String what, int clients, Duration whole) {
    var seconds = new int[1];
    var before = new long[1];
    return requests -> {
      seconds[0]++;
      if (seconds[0] % SECONDS_BETWEEN_WORDS == 0) {
        say(
            "%s, %d client%s: %d s of %d, %d requests/s"
                .formatted(
                    what,
                    clients,
                    clients == 1 ? "" : "s",
                    seconds[0],
                    whole.toSeconds(),
                    (requests - before[0]) / SECONDS_BETWEEN_WORDS));
        before[0] = requests;
      }
    };
  }

  /** The bare worker, at all depths it has servers for. */
  private final class Floor {
    private final Stage stage;
    private final ChildProcess worker;
    private final Map<Depth, Load> loads;

    Floor(Stage stage, ChildProcess worker, Map<Depth, Load> loads) {
      this.stage = stage;
      this.worker = worker;
      this.loads = loads;
    }

    Map<Depth, Measured> measured(int clients, Duration warmUp)
        throws IOException, TimeoutException, InterruptedException {
      var measured = new EnumMap<Depth, Measured>(Depth.class);
      for (Map.Entry<Depth, Load> load : loads.entrySet()) {
        String flow =
            load.getValue().createFlow(CallFlow.STEPS, START_WAIT_MAX, worker::requireAlive);
        String what = "the bare worker (%s)".formatted(load.getKey().name());
        measured.put(
            load.getKey(),
            Bench.this.measured(
                stage, load.getValue(), flow, clients, warmUp, Optional.of(worker.handle()), what));
      }
      return measured;
    }
  }

  /**
   * Starts the bare worker.
   *
   * @param seen what the daemon sent: the bare worker sends as much at a time
   */
  private Floor floor(Stage stage, Servers servers, Peers.Counts seen) throws IOException {
    List<Depth> depths =
        servers.database().isPresent() ? List.of(Depth.values()) : List.of(Depth.ECHO);
    var loads = new EnumMap<Depth, Load>(Depth.class);
    Channel channel = stage.connection().createChannel();
    for (Depth depth : depths) {
      String queue = depth.queue(own);
      loads.put(depth, Load.on(stage.connection(), queue));
      parts.push(() -> channel.queueDelete(queue));
    }
    stage.database().ifPresent(database -> parts.push(() -> database.drop(BareWorker.TABLE)));
    ChildProcess worker =
        ChildProcess.ofClass(
            BareWorker.class,
            List.of(
                own,
                stage.queues().events(),
                Peers.WEBHOOKS,
                Integer.toString(REPLY_BYTES),
                Integer.toString(seen.events().size()),
                Integer.toString(seen.webhooks().size())),
            Map.of(
                BareWorker.RABBIT_VARIABLE,
                servers.rabbit(),
                BareWorker.DATABASE_VARIABLE,
                servers.database().orElse("")));
    parts.push(worker);
    return new Floor(stage, worker, loads);
  }

  private List<String> conditions(Stage stage) {
    var conditions = new ArrayList<String>();
    conditions.add(
        "flow-manager bench: a flow of %d actions, %d next a call; %d s after %d s of warm-up"
            .formatted(
                options.actions(),
                CallFlow.PASSAGES.size(),
                options.measured().toSeconds(),
                options.warmUp().toSeconds()));
    if (options.rounds() > 1) {
      conditions.add("the median of %d rounds, in turns".formatted(options.rounds()));
    }
    if (options.pause().isPositive()) {
      conditions.add(
          "%d ms pass between an answer and the next request"
              .formatted(options.pause().toMillis()));
    }
    conditions.add(
        "%s %s, %d cores, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version")));
    Map<String, Object> broker = stage.connection().getServerProperties();
    conditions.add(
        "%s %s%s"
            .formatted(
                broker.getOrDefault("product", "broker"),
                broker.getOrDefault("version", ""),
                stage.database().map(database -> "; " + database.description()).orElse("")));
    if (options.servers().isEmpty()) {
      conditions.add("The broker runs in the load's own process, and counts as load.");
    }
    return conditions;
  }

  private void say(String words) {
    progress.println(words);
    progress.flush();
  }

  private void end() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
      } catch (Exception failure) {
        say("Could not end everything: " + failure.getMessage());
      }
    }
  }

  private static void removeAll(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
