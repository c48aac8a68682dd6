package io.flowmanager.app.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowmanager.mysql.DatabaseAddress;
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

  private DaemonProcess daemon(String endpoint) {
    List<String> flags = new ArrayList<>(TestServers.flags(database));
    flags.addAll(List.of("-otlp_endpoint", endpoint));
    return DaemonProcess.start(flags);
  }

  /** One request as a caller puts it who traces. */
  private static String ask(DaemonProcess daemon) throws Exception {
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
          "{\"uri\":\"/v1/flows/schema?a=hush\",\"method\":\"GET\",\"data\":{\"a\":\"hush\"}}"
              .getBytes(StandardCharsets.UTF_8));
      Delivery answer =
          Objects.requireNonNull(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      return new String(answer.getBody(), StandardCharsets.UTF_8);
    }
  }
}
