package io.flowmanager.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmanager.mysql.embedded.EmbeddedDatabase;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/**
 * A daemon and its servers over TLS. They have a certificate for {@code localhost} of an authority
 * that only a daemon that is told so trusts; 127.0.0.1 is another host.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedIT {
  private static final String RIGHT_HOST = "localhost";
  private static final String WRONG_HOST = "127.0.0.1";
  private static final String UNKNOWN_AUTHORITY =
      "unable to find valid certification path to requested target";

  /** The same in the words of the database's driver. */
  private static final String NO_TRUSTED_PATH = "does not chain with any of the trust anchors";

  private static final String ANOTHER_HOST = "No subject alternative names matching";

  /** Again in the driver's words. */
  private static final String ANOTHER_IDENTITY = "Server identity verification failed";

  private Certificates certificates;
  private EmbeddedDatabase database;
  private RedisServer redis;
  private EncryptedLine toRedis;
  private EncryptedLine toBroker;

  @BeforeAll
  void startServers(@TempDir Path directory) throws Exception {
    certificates = Certificates.in(directory);
    database =
        EmbeddedDatabase.start(
            Path.of("target", "encrypted-database"),
            "--ssl-cert=" + certificates.chain(),
            "--ssl-key=" + certificates.key(),
            "--require-secure-transport=ON");
    int redisPort = freePort();
    redis =
        RedisServer.newRedisServer().bind("127.0.0.1").port(redisPort).setting("save \"\"").build();
    redis.start();
    toRedis = EncryptedLine.to("127.0.0.1", redisPort, certificates.server());
    URI broker = TestServers.broker();
    int brokerPort = broker.getPort() < 0 ? 5672 : broker.getPort();
    toBroker = EncryptedLine.to(broker.getHost(), brokerPort, certificates.server());
  }

  @AfterAll
  void stopServers() throws IOException {
    toBroker.close();
    toRedis.close();
    redis.stop();
    database.close();
  }

  @Test
  void servesWhereCertificatesAreOfATrustedAuthorityAndForTheHost() {
    try (DaemonProcess daemon = trusting(database(RIGHT_HOST), broker(RIGHT_HOST), RIGHT_HOST)) {
      daemon.awaitReady();

      assertThat(daemon.body("/metrics").orElseThrow())
          .contains("flow_manager_rabbitmq_connected 1")
          .contains("flow_manager_redis_connected 1");
    }
  }

  @Test
  void refusesADatabaseOfAnUnknownAuthority() {
    try (DaemonProcess daemon = begin("", database(RIGHT_HOST), broker(RIGHT_HOST), RIGHT_HOST)) {
      awaitLog(daemon, "Waiting for the database at localhost.*" + NO_TRUSTED_PATH);
    }
  }

  @Test
  void refusesADatabaseOfAnotherHost() {
    try (DaemonProcess daemon = trusting(database(WRONG_HOST), broker(RIGHT_HOST), RIGHT_HOST)) {
      awaitLog(daemon, "Waiting for the database at 127.0.0.1.*" + ANOTHER_IDENTITY);
    }
  }

  @Test
  void refusesABrokerAndARedisOfAnUnknownAuthority() {
    String unchecked = database(RIGHT_HOST).replace("tls=true", "tls=skip-verify");
    try (DaemonProcess daemon = begin("", unchecked, broker(RIGHT_HOST), RIGHT_HOST)) {
      awaitLog(daemon, "waiting for RabbitMQ at amqps:.*" + UNKNOWN_AUTHORITY);
      awaitRefusedRedis(daemon, UNKNOWN_AUTHORITY);
    }
  }

  @Test
  void refusesABrokerAndARedisOfAnotherHost() {
    try (DaemonProcess daemon = trusting(database(RIGHT_HOST), broker(WRONG_HOST), WRONG_HOST)) {
      awaitLog(daemon, "waiting for RabbitMQ at amqps:.*" + ANOTHER_HOST);
      awaitRefusedRedis(daemon, ANOTHER_HOST);
    }
  }

  /** So that the others show something. */
  @Test
  void hasADatabaseThatIsNotSpokenToInTheClear() {
    DatabaseAddress address = database.address();

    assertThatThrownBy(() ->
            DriverManager.getConnection(
                "jdbc:mysql://%s/%s?sslMode=DISABLED"
                    .formatted(address.hosts(), address.database()),
                address.user(),
                address.password()))
        .hasMessageContaining("secure_transport");
  }

  private DaemonProcess trusting(String dsn, String broker, String redisHost) {
    return begin(certificates.javaOptions(), dsn, broker, redisHost);
  }

  private DaemonProcess begin(String javaOptions, String dsn, String broker, String redisHost) {
    return DaemonProcess.begin(
        List.of(
            "-dbDSN",
            dsn,
            "-rabbit_addr",
            broker,
            "-redis_addr",
            "rediss://%s:%d".formatted(redisHost, toRedis.port())),
        Map.of("JAVA_OPTS", javaOptions));
  }

  private String database(String host) {
    DatabaseAddress address = database.address();
    return "%s:%s@tcp(%s:%s)/%s?tls=true"
        .formatted(
            address.user(),
            address.password(),
            host,
            address.hosts().substring(address.hosts().lastIndexOf(':') + 1),
            address.database());
  }

  private String broker(String host) {
    return "amqps://%s@%s:%d%s"
        .formatted(
            TestServers.broker().getRawUserInfo(),
            host,
            toBroker.port(),
            TestServers.broker().getRawPath());
  }

  /** Redis is spoken to when it is needed: for one, to tell how it is. */
  private static void awaitRefusedRedis(DaemonProcess daemon, String reason) {
    assertThat(daemon.body("/metrics").orElseThrow()).contains("flow_manager_redis_connected 0");
    awaitLog(daemon, "Redis at rediss:[^\n]*" + reason);
  }

  private static void awaitLog(DaemonProcess daemon, String pattern) {
    await("a line of " + pattern)
        .atMost(DaemonProcess.PATIENCE)
        .until(() -> Pattern.compile(pattern).matcher(daemon.log()).find());
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
