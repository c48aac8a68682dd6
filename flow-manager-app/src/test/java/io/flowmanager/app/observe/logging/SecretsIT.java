package io.flowmanager.app.observe.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.FlowManagerConfig.Read;
import io.flowmanager.app.config.LogFormat;
import io.flowmanager.app.config.LogLevel;
import io.flowmanager.app.daemon.Daemon;
import io.flowmanager.mysql.embedded.EmbeddedDatabase;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A daemon whose passwords are looked for in all that it and its libraries log, at every level. */
class SecretsIT {
  private static final String SECRET = "s3cr3t";
  private static final JsonLineEncoder ENCODER = new JsonLineEncoder();

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger all = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final AppenderBase<ILoggingEvent> collector =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(new String(ENCODER.encode(event), StandardCharsets.UTF_8));
        }
      };

  @BeforeEach
  void collect() {
    context.reset();
    collector.setContext(context);
    collector.start();
    all.setLevel(Level.TRACE);
    all.addAppender(collector);
  }

  @AfterEach
  void stopCollecting() {
    Logging.use(new FlowManagerConfig.Log(LogLevel.WARN, LogFormat.TEXT));
  }

  @Test
  void logsNoPasswordAtAnyLevelWhetherItIsRightOrWrong(@TempDir Path folder) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        var redis = new RefusingRedis()) {
      // which takes any password
      String dsn = "flow:%s@tcp(%s)/flow_manager".formatted(SECRET, database.address().hosts());
      String amqp = "amqp://guest:%s@127.0.0.1:%d".formatted(SECRET, broker.address().port());

      run(dsn, amqp, redis.address(), "waiting for RabbitMQ");
      run(refusingDatabase(), amqp, redis.address(), "Waiting for the database");

      assertThat(lines)
          .anySatisfy(line -> assertThat(line).contains("\"severity\":\"TRACE\""))
          .anySatisfy(line -> assertThat(line).contains("Starting with"))
          .noneSatisfy(line -> assertThat(line).contains(SECRET));
    }
  }

  /** Until it says that it waits for something. */
  private void run(String dsn, String amqp, String redis, String until)
      throws InterruptedException {
    FlowManagerConfig config =
        ((Read.Fine)
                FlowManagerConfig.read(
                    List.of(
                        "-dbDSN=" + dsn,
                        "-rabbit_addr=" + amqp,
                        "-redis_addr=" + redis,
                        "-redis_password=" + SECRET,
                        "-prom_listen_addr="),
                    Map.of()))
            .config();
    Thread daemon =
        Thread.ofPlatform()
            .start(() -> {
              try (Daemon started = Daemon.start(config)) {
                started.work();
              } catch (InterruptedException ended) {
                lines.add("it was stopped");
              }
            });
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> lines.stream().anyMatch(line -> line.contains(until)));
    daemon.interrupt();
    daemon.join();
  }

  /** A server that knows who is who, where one is named; else one that is away. */
  private static String refusingDatabase() {
    String url =
        Optional.ofNullable(System.getenv("FLOW_MYSQL_URL"))
            .orElse("jdbc:mysql://127.0.0.1:1/flow_manager");
    return "flow:%s@tcp(%s)/flow_manager".formatted(SECRET, DatabaseAddress.parse(url).hosts());
  }

  /** Says to everyone that the password is wrong. */
  private static final class RefusingRedis implements AutoCloseable {
    private final ServerSocket server;

    RefusingRedis() throws IOException {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::serve);
    }

    String address() {
      return "127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          byte[] unused = socket.getInputStream().readNBytes(1);
          socket
              .getOutputStream()
              .write(
                  "-WRONGPASS invalid username-password pair\r\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
          // the next one
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
