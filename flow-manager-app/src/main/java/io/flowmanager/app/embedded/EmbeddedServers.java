package io.flowmanager.app.embedded;

import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.StartException;
import io.flowmanager.mysql.embedded.EmbeddedDatabase;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.rabbitmq.RabbitAddress;
import io.flowmanager.rabbitmq.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker in this process and a database beside it, on the loopback interface. What is in the
 * database stays; what is in the broker's queues goes with it.
 */
public final class EmbeddedServers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);

  private final EmbeddedDatabase database;
  private final EmbeddedBroker broker;

  private EmbeddedServers(EmbeddedDatabase database, EmbeddedBroker broker) {
    this.database = database;
    this.broker = broker;
  }

  /**
   * Starts both, which takes some seconds the first time.
   *
   * @throws StartException if one does not start
   */
  public static EmbeddedServers start(FlowManagerConfig.Embedded wanted) {
    Path data = wanted.data().orElseGet(() -> standardData(System.getenv()));
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(wanted.port());
      log.info("The embedded broker is at {} (user guest, password guest)", broker.address());
      EmbeddedDatabase database = startDatabase(data, broker);
      log.info("The embedded database is at {}, its data in {}", database.address(), data);
      return new EmbeddedServers(database, broker);
    } catch (NoClassDefFoundError absent) {
      throw new StartException(
          "Expected the libraries of the embedded servers, but they are not there: ./flow-manager"
              + " fetches them",
          absent);
    } catch (IllegalStateException broken) {
      throw new StartException(
          "%s (-embedded_port and -embedded_data name another port and folder)"
              .formatted(broken.getMessage()),
          broken);
    }
  }

  private static EmbeddedDatabase startDatabase(Path data, EmbeddedBroker broker) {
    try {
      return EmbeddedDatabase.start(data);
    } catch (RuntimeException failure) {
      broker.close();
      throw failure;
    }
  }

  /** As the desktops agreed on: {@code $XDG_DATA_HOME}, or {@code ~/.local/share}. */
  static Path standardData(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_DATA_HOME"))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
        .resolve("flow-manager");
  }

  public DatabaseAddress database() {
    return database.address();
  }

  public RabbitAddress rabbit() {
    return broker.address();
  }

  @Override
  public void close() {
    try {
      broker.close();
    } finally {
      database.close();
    }
  }
}
