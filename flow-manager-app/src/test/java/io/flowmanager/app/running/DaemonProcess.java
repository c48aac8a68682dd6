package io.flowmanager.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import io.flowmanager.app.conversation.Amqp;
import io.flowmanager.app.conversation.RunningDaemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A daemon, started by the launcher at the top of the project. */
public final class DaemonProcess implements RunningDaemon, AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;
  private final Path log;

  private DaemonProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Begins; {@link #awaitReady} tells when it serves. */
  public static DaemonProcess begin(List<String> flags) {
    return begin(flags, Map.of());
  }

  /** The same with more in its environment. */
  public static DaemonProcess begin(List<String> flags, Map<String, String> environment) {
    try {
      int port = freePort();
      Path folder = Files.createDirectories(Path.of("target", "daemons"));
      Path log = Files.createTempFile(folder, "daemon-", ".log");
      var command = new ArrayList<>(List.of("../flow-manager"));
      command.addAll(flags);
      command.addAll(List.of("-prom_listen_addr", "127.0.0.1:" + port));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().putAll(environment);
      return new DaemonProcess(builder.start(), port, log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static DaemonProcess start(List<String> flags) {
    return begin(flags).awaitReady();
  }

  public DaemonProcess awaitReady() {
    await("a daemon that serves, its log is " + log)
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || status("/readyz").equals(OptionalInt.of(200)));
    assertThat(process.isAlive()).as("alive; its log is %s", log).isTrue();
    return this;
  }

  /** The status it answers with; empty if it does not answer. */
  public OptionalInt status(String path) {
    return get(path).stream().mapToInt(HttpResponse::statusCode).findFirst();
  }

  /** What it answers; empty if it does not. */
  public Optional<String> body(String path) {
    return get(path).map(HttpResponse::body);
  }

  private Optional<HttpResponse<String>> get(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
      return Optional.of(
          HTTP.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
              BodyHandlers.ofString()));
    } catch (IOException absent) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public URI broker() {
    return TestServers.broker();
  }

  /** What it said so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Number of times that it said that so far. */
  public long saidTimes(String words) {
    return log().lines().filter(line -> line.contains(words)).count();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * What the system says of its memory, in MB.
   *
   * @param line "VmRSS": resident now; "VmHWM": resident at its peak
   */
  public long megabytes(String line) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
              .filter(one -> one.startsWith(line + ":"))
              .mapToLong(one -> Long.parseLong(one.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          / 1024;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGSTOP: it stands still, with every connection it has. */
  public void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      assertThat(code).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Its exit code, once it is over. */
  public int awaitEnd() {
    try {
      assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
          .as("over within %s; its log is %s", PATIENCE, log)
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  static Connection connect() throws IOException, TimeoutException {
    return Amqp.connect(TestServers.broker(), "caller");
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
