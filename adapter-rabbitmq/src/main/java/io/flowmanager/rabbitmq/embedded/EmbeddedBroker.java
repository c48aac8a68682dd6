package io.flowmanager.rabbitmq.embedded;

import static java.util.Objects.requireNonNull;

import io.flowmanager.rabbitmq.RabbitAddress;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;

/**
 * An AMQP broker (Qpid Broker-J) in this process, on the loopback interface, that keeps everything
 * in memory.
 *
 * <p>It speaks AMQP 0-9-1 as RabbitMQ does where this service needs it; {@code Dialect} has the
 * differences. Its libraries are optional dependencies: name them where it is used.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final SystemLauncher launcher;
  private final int port;

  private EmbeddedBroker(SystemLauncher launcher, int port) {
    this.launcher = launcher;
    this.port = port;
  }

  /**
   * Starts one; takes about a second.
   *
   * @param port 0: any that is free
   * @throws IllegalStateException it does not start
   */
  public static EmbeddedBroker start(int port) {
    var startup = new Startup();
    var launcher = new SystemLauncher(startup);
    try {
      launcher.startup(
          Map.of(
              "type",
              "Memory",
              "initialConfigurationLocation",
              configuration().toExternalForm(),
              "startupLoggedToSystemOut",
              "false",
              "preferenceStoreAttributes",
              "{\"type\": \"Noop\"}",
              "context",
              Map.of("flow.broker.port", Integer.toString(port))));
      return new EmbeddedBroker(launcher, startup.boundPort());
    } catch (Exception failure) {
      launcher.shutdown();
      throw new IllegalStateException(
          "Expected an embedded broker on port %d, but it does not start".formatted(port), failure);
    }
  }

  private static URL configuration() {
    return requireNonNull(EmbeddedBroker.class.getResource("broker.json"), "broker.json");
  }

  public RabbitAddress address() {
    return new RabbitAddress(false, "127.0.0.1", port, "guest", "guest", "/");
  }

  /** Stops it: connections break, and what was in its queues is gone. */
  @Override
  public void close() {
    launcher.shutdown();
  }

  /** The outcome of a start: the launcher logs it, but neither returns nor throws it. */
  private static final class Startup extends DefaultSystemLauncherListener {
    private Optional<SystemConfig<?>> system = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();

    @Override
    public void onContainerResolve(SystemConfig<?> resolved) {
      system = Optional.of(resolved);
    }

    @Override
    public void errorOnStartup(RuntimeException error) {
      failure = Optional.of(error);
    }

    int boundPort() {
      if (failure.isPresent()) {
        throw failure.get();
      }
      Port<?> listening =
          system.orElseThrow().getContainer().getChildren(Port.class).iterator().next();
      if (listening.getState() != State.ACTIVE) {
        throw new IllegalStateException(
            "Expected the port to be open, but it is %s".formatted(listening.getState()));
      }
      return listening.getBoundPort();
    }
  }
}
