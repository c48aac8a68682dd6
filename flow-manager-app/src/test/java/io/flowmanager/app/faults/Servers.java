package io.flowmanager.app.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database, a cache and a broker of this run's own, which can be made to crash. */
final class Servers implements AutoCloseable {
  private static final Pattern EXPORT = Pattern.compile("export (\\w+)='?([^'\\n]*)'?");

  /** Above the ports of the servers that other tests may use meanwhile. */
  private static final int FIRST_PORT = Integer.getInteger("faults.port", 29_600);

  private final Path folder =
      Path.of("target", "fault-servers-" + UUID.randomUUID().toString().substring(0, 8))
          .toAbsolutePath();
  private final Map<String, String> named = new HashMap<>();

  Servers() {
    Matcher exports = EXPORT.matcher(run("start"));
    while (exports.find()) {
      named.put(exports.group(1), exports.group(2));
    }
  }

  URI broker() {
    return URI.create(named.getOrDefault("FLOW_RABBIT_ADDR", ""));
  }

  String jdbcUrl() {
    return named.getOrDefault("FLOW_MYSQL_URL", "");
  }

  String redis() {
    return named.getOrDefault("FLOW_REDIS_ADDR", "");
  }

  /** How a daemon is told of them, and to tell what became of each change. */
  List<String> flags() {
    URI database = URI.create(jdbcUrl().replaceFirst("^jdbc:", ""));
    return List.of(
        "-rabbit_addr",
        broker().toString(),
        "-dbDSN",
        "flow:flow@tcp(127.0.0.1:%d)%s".formatted(database.getPort(), database.getPath()),
        "-redis_addr",
        redis(),
        "-log_level",
        "debug");
  }

  void crash(String server) {
    run("crash", server);
  }

  void revive(String server) {
    run("revive", server);
  }

  /** Has the cache forget all. */
  void emptyCache() throws IOException {
    String[] address = redis().split(":", -1);
    try (var socket = new Socket(address[0], Integer.parseInt(address[1]));
        OutputStream out = socket.getOutputStream()) {
      out.write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      if (socket.getInputStream().read() != '+') {
        throw new IOException("Expected the cache to forget all, but it did not");
      }
    }
  }

  @Override
  public void close() {
    run("stop");
  }

  private String run(String... words) {
    var command = new java.util.ArrayList<>(List.of("../.ci/servers"));
    command.addAll(List.of(words));
    try {
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("FLOW_SERVERS_DIR", folder.toString());
      builder.environment().put("FLOW_SERVERS_PORT", Integer.toString(FIRST_PORT));
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "Expected '%s' to work, but it ended with %d".formatted(String.join(" ", words), code));
      }
      return said;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
