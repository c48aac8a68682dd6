package io.flowmanager.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server of actions and a queue-manager that answer with the same actions whatever they are
 * asked, and as many questions at once as come.
 */
final class HostilePeers implements AutoCloseable {
  private static final String QUEUES = "bin-manager.queue-manager.request";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Channel channel;

  private volatile String actions = "[]";

  HostilePeers(Connection connection) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    channel = connection.createChannel();
    channel.queueDeclare(QUEUES, true, false, false, null);
    channel.basicConsume(QUEUES, true, (tag, request) -> answer(request), tag -> {});
  }

  /** From now on these are answered: a list, as JSON. */
  void answering(String list) {
    actions = list;
  }

  String address() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = actions.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void answer(Delivery request) throws IOException {
    String asked = new String(request.getBody(), UTF_8);
    String list = asked.contains("status_waiting") ? "[]" : actions;
    channel.basicPublish(
        "",
        request.getProperties().getReplyTo(),
        new BasicProperties.Builder()
            .correlationId(request.getProperties().getCorrelationId())
            .build(),
        "{\"status_code\":200,\"data_type\":\"application/json\",\"data\":{\"id\":\"%s\",\"type\":\"queuecall\",\"push_actions\":%s}}"
            .formatted(UUID.randomUUID(), list)
            .getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
