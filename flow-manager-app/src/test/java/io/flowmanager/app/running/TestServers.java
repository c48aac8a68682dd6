package io.flowmanager.app.running;

import io.flowmanager.mysql.embedded.EmbeddedDatabase;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.rabbitmq.embedded.EmbeddedBroker;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The servers that daemons under test work with: those that FLOW_RABBIT_ADDR, FLOW_MYSQL_URL and
 * FLOW_REDIS_ADDR name, else embedded ones, started when first asked for and ended with this
 * process.
 */
final class TestServers {
  private static final Path DIRECTORY = Path.of("target", "embedded-database");

  private TestServers() {}

  private static final class Broker {
    private static final URI ADDRESS =
        named("FLOW_RABBIT_ADDR").map(URI::create).orElseGet(Broker::embedded);

    private static URI embedded() {
      RabbitAddress address = EmbeddedBroker.start(0).address();
      return URI.create("amqp://guest:guest@127.0.0.1:" + address.port());
    }
  }

  private static final class Database {
    private static final DatabaseAddress ADDRESS =
        named("FLOW_MYSQL_URL")
            .map(url ->
                DatabaseAddress.parse(url)
                    .as(
                        named("FLOW_MYSQL_USER").orElse(""),
                        named("FLOW_MYSQL_PASSWORD").orElse("")))
            .orElseGet(Database::embedded);

    private static DatabaseAddress embedded() {
      EmbeddedDatabase database = EmbeddedDatabase.start(DIRECTORY);
      Runtime.getRuntime().addShutdownHook(new Thread(database::close));
      return database.address();
    }
  }

  private static Optional<String> named(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isEmpty());
  }

  static URI broker() {
    return Broker.ADDRESS;
  }

  /** A database with nothing in it, for one daemon or several that share it. */
  static DatabaseAddress emptyDatabase() {
    String name = "flow_it_" + UUID.randomUUID().toString().replace("-", "");
    DatabaseAddress server = Database.ADDRESS;
    try (Connection connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
    return server.in(name);
  }

  static void drop(DatabaseAddress address) {
    try (Connection connection = connect(address);
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE " + address.database());
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://%s/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
            .formatted(address.hosts(), address.database()),
        address.user(),
        address.password());
  }

  /** How a daemon is told of them. */
  static List<String> flags(DatabaseAddress database) {
    var flags =
        new ArrayList<>(
            List.of("-rabbit_addr", broker().toString(), "-dbDSN", dataSourceName(database)));
    flags.addAll(List.of("-redis_addr", named("FLOW_REDIS_ADDR").orElse("")));
    return flags;
  }

  /** As the first version wrote it. */
  private static String dataSourceName(DatabaseAddress database) {
    return "%s:%s@tcp(%s)/%s"
        .formatted(database.user(), database.password(), database.hosts(), database.database());
  }
}
