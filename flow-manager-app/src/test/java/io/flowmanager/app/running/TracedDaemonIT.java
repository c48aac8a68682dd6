package io.flowmanager.app.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A daemon with a collector, and with one that is away. */
class TracedDaemonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  /** What a client of our own would be told within, if the collector were waited for. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final DatabaseAddress database = TestServers.emptyDatabase();
  private final BlockingQueue<String> exports = new LinkedBlockingQueue<>();
  private HttpServer collector;

  @BeforeEach
  void collect() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", this::take);
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
    TestServers.drop(database);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      // byte by byte, to look for some in it
      exports.add(
          exchange.getRequestHeaders().getFirst("content-type")
              + "\n"
              + new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Test
  void sendsItsSpansAtTheLatestWhenItIsToldToStop() throws Exception {
    try (DaemonProcess daemon = daemon("http://127.0.0.1:" + collector.getAddress().getPort())) {
      assertThat(ask(daemon)).contains("\"status_code\":200");

      daemon.terminate();
      assertThat(daemon.awaitEnd()).isZero();
    }

    String export = Objects.requireNonNull(exports.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertThat(export)
        .startsWith("application/x-protobuf\n")
        .contains("flow-manager")
        .contains("GET /flows/schema")
        .contains(new String(HexFormat.of().parseHex(TRACE), ISO_8859_1))
        .doesNotContain("hush");
  }

  @Test
  void servesAndStopsAsEverWhereTheCollectorIsAway() throws Exception {
    collector.stop(0);
    try (DaemonProcess daemon = daemon("http://127.0.0.1:" + collector.getAddress().getPort())) {
      long began = System.nanoTime();
      assertThat(ask(daemon)).contains("\"status_code\":200");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);

      daemon.terminate();
      assertThat(daemon.awaitEnd()).isZero();
      // also what OpenTelemetry says of it
      assertThat(daemon.log().lines()).allSatisfy(line -> assertThat(line).startsWith("{"));
    }
  }

  /** Also clients of the web that others made before. */
  @Test
  void fetchesActionsAsEver() throws Exception {
    String actions = "[{\"type\":\"talk\",\"option\":{\"text\":\"fetched\"}}]";
    collector.createContext("/actions", exchange -> answer(exchange, actions));
    String web = "http://127.0.0.1:" + collector.getAddress().getPort();
    try (DaemonProcess daemon = daemon(web, "-fetch_allow_private")) {
      ask(daemon, "GET", "/v1/flows/schema", "{}"); // so that the collector has been asked before
      await().atMost(PATIENCE).until(() -> !exports.isEmpty());

      String flow =
          ask(
              daemon,
              "POST",
              "/v1/flows",
              """
              {"customer_id":"5e4a0680-804e-11ec-8477-2fea5968d85b","type":"flow","name":"far",\
              "actions":[{"type":"fetch","option":{"event_url":"%s/actions"}}]}\
              """
                  .formatted(web));
      String activeflow =
          ask(
              daemon,
              "POST",
              "/v1/activeflows",
              """
              {"customer_id":"5e4a0680-804e-11ec-8477-2fea5968d85b","flow_id":"%s",\
              "reference_type":"call",\
              "reference_id":"ca000000-0000-4000-8000-000000000001"}\
              """
                  .formatted(idIn(flow)));
      String next =
          ask(
              daemon,
              "GET",
              "/v1/activeflows/%s/next".formatted(idIn(activeflow)),
              "{\"current_action_id\":\"00000000-0000-0000-0000-000000000001\"}");

      assertThat(next).contains("\"status_code\":200").contains("fetched");
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String idIn(String answer) {
    return JsonMapper.shared().readTree(answer).path("data").path("id").asString("");
  }

  private DaemonProcess daemon(String endpoint, String... more) {
    List<String> flags = new ArrayList<>(TestServers.flags(database));
    flags.addAll(List.of("-otlp_endpoint", endpoint));
    flags.addAll(List.of(more));
    return DaemonProcess.start(flags);
  }

  /** A request as a caller puts it who traces. */
  private static String ask(DaemonProcess daemon) throws Exception {
    return ask(daemon, "GET", "/v1/flows/schema?a=hush", "{\"a\":\"hush\"}");
  }

  private static String ask(DaemonProcess daemon, String method, String uri, String data)
      throws Exception {
    try (Connection connection = DaemonProcess.connect();
        var channel = connection.createChannel()) {
      String replyQueue = channel.queueDeclare().getQueue();
      var answers = new LinkedBlockingQueue<Delivery>();
      channel.basicConsume(replyQueue, true, (tag, answer) -> answers.add(answer), tag -> {});
      var properties =
          new BasicProperties.Builder()
              .replyTo(replyQueue)
              .headers(Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"))
              .build();
      channel.basicPublish(
          "",
          daemon.requestQueue(),
          properties,
          "{\"uri\":\"%s\",\"method\":\"%s\",\"data\":%s}"
              .formatted(uri, method, data)
              .getBytes(StandardCharsets.UTF_8));
      Delivery answer =
          Objects.requireNonNull(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      return new String(answer.getBody(), StandardCharsets.UTF_8);
    }
  }
}
