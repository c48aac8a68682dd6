package io.flowmanager.app.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server that a daemon fetches actions from. */
final class WebServer implements AutoCloseable {
  private final HttpServer server;
  private final Witness witness;
  private volatile List<JsonNode> routes = List.of();

  WebServer(Witness witness) throws IOException {
    this.witness = witness;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * From now on it has these.
   *
   * @param served each {@code {path, status?, headers?, body}}
   */
  void serve(List<JsonNode> served) {
    routes = served;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      report(exchange, path);
      Optional<JsonNode> route =
          routes.stream()
              .filter(candidate -> candidate.path("path").asString("").equals(path))
              .findFirst();
      if (route.isEmpty()) {
        send(exchange, 404, "no route");
      } else {
        JsonNode headers = route.get().path("headers");
        headers.forEachEntry(
            (name, value) -> exchange.getResponseHeaders().set(name, value.asString()));
        if (headers.isMissingNode()) {
          exchange.getResponseHeaders().set("content-type", "application/json");
        }
        JsonNode body = route.get().path("body");
        send(
            exchange,
            route.get().path("status").asInt(200),
            body.isString() ? body.stringValue() : body.toString());
      }
    }
  }

  private void report(HttpExchange exchange, String path) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String contentType = exchange.getRequestHeaders().getFirst("content-type");
    ObjectNode seen = JsonText.object();
    seen.put("method", exchange.getRequestMethod());
    seen.put("path", path);
    seen.put("content_type", contentType == null ? "" : contentType);
    seen.set("body", JsonText.parse(text).orElseGet(() -> JsonText.text(text)));
    witness.saw(Part.HTTP, seen);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
