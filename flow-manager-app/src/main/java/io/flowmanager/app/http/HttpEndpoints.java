package io.flowmanager.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Metrics, {@code /healthz} (this process is alive) and {@code /readyz} (it serves callers).
 * Nothing here may be seen by the world: no secrets, but names of hosts.
 */
public final class HttpEndpoints implements AutoCloseable {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON_TYPE = "application/json";

  /** Scrapers and probes are few. */
  private static final int CONNECTIONS_WAITING_MAX = 50;

  private static final int CONNECTIONS_MAX = 100;

  /** For a request to arrive, and for its answer to be taken, so that a slow peer holds nothing. */
  private static final int SECONDS_MAX = 10;

  static {
    // Read once, when the first server of the process is made.
    System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(SECONDS_MAX));
    System.setProperty("sun.net.httpserver.maxRspTime", Integer.toString(SECONDS_MAX));
    System.setProperty("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS_MAX));
  }

  private record Answer(int status, String type, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Supplier<Answer>> answers;

  private HttpEndpoints(HttpServer server, Map<String, Supplier<Answer>> answers) {
    this.server = server;
    this.answers = answers;
  }

  /**
   * Serves from now on.
   *
   * @param scrape the metrics in Prometheus' text format
   * @throws IOException if nobody can listen there
   */
  public static HttpEndpoints start(
      FlowManagerConfig.Metrics where, Supplier<String> scrape, Readiness readiness)
      throws IOException {
    HttpServer server = listen(where);
    var endpoints =
        new HttpEndpoints(
            server,
            Map.of(
                where.path(),
                () -> new Answer(200, METRICS_TYPE, scrape.get()),
                "/healthz",
                () -> json(200, new Members(Map.of("alive", new Flag(true)))),
                "/readyz",
                () -> ready(readiness.missing())));
    server.setExecutor(endpoints.threads);
    server.createContext("/", endpoints::answer);
    server.start();
    return endpoints;
  }

  /** The address that it listens on, with the port that was free where none was named. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer listen(FlowManagerConfig.Metrics where) throws IOException {
    try {
      return HttpServer.create(where.address().resolve(), CONNECTIONS_WAITING_MAX);
    } catch (IOException refused) {
      throw new IOException(
          "Expected to serve metrics at %s, but can't listen there: %s (-prom_listen_addr names another place)"
              .formatted(where.address(), refused.getMessage()),
          refused);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Supplier<Answer> known = answers.get(exchange.getRequestURI().getPath());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (known == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!head && !exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
      } else {
        Answer answer = known.get();
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
        if (!head) {
          exchange.getResponseBody().write(body);
        }
      }
    }
  }

  private static Answer ready(Map<String, String> missing) {
    var troubles = new LinkedHashMap<String, Value>();
    missing.forEach((of, trouble) -> troubles.put(of, new Text(trouble)));
    return json(
        missing.isEmpty() ? 200 : 503,
        new Members(Map.of())
            .with("ready", new Flag(missing.isEmpty()))
            .with("missing", new Members(troubles)));
  }

  private static Answer json(int status, Value body) {
    return new Answer(status, JSON_TYPE, ValueJson.write(body).toString());
  }
}
