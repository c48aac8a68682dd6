package io.flowmanager.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.flowmanager.app.conversation.JsonText;
import io.flowmanager.app.running.DaemonProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A message that daemons end with: while they ask another service because of it, and wait for an
 * answer that never comes, they are killed.
 */
class PoisonMessageSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ASKED = "bin-manager.direct-manager.request";
  private static final String REQUESTS = "bin-manager.flow-manager.request";
  private static final String POISON =
      "{\"uri\":\"/v1/flows\",\"method\":\"POST\",\"data\":{\"type\":\"flow\",\"name\":\"poison\","
          + "\"persist\":true,\"customer_id\":\"5e4a0680-804e-11ec-8477-2fea5968d85b\","
          + "\"actions\":[{\"type\":\"answer\"}]}}";

  private final BlockingQueue<Delivery> questions = new LinkedBlockingQueue<>();
  private final BlockingQueue<Delivery> answers = new LinkedBlockingQueue<>();

  @Test
  void endsTwoDaemonsAndIsParkedByTheThird() throws Exception {
    try (var servers = new Servers();
        Connection connection = connected(servers);
        var line = new Line(servers.broker())) {
      try (DaemonProcess first = DaemonProcess.start(servers.flags())) {
        send(connection);
        awaitInWork();
        first.kill();
      }
      try (DaemonProcess second = DaemonProcess.start(servers.flags())) {
        awaitInWork();
        second.kill();
      }
      try (DaemonProcess third = DaemonProcess.start(servers.flags())) {
        JsonNode answer = JsonText.of(text(next(answers)));

        assertThat(answer.path("status_code").asInt()).isEqualTo(500);
        assertThat(answer.path("data").path("reason").asString()).isEqualTo("MESSAGE_PARKED");
        JsonNode parked = parked(line);
        assertThat(parked.path("parked").asInt()).isEqualTo(1);
        JsonNode label = parked.path("oldest").path(0);
        assertThat(label.path("uri").asString()).isEqualTo("/v1/flows");
        assertThat(questions).isEmpty();

        line.ask(
            "POST",
            "/v1/parked_messages/" + label.path("id").asString() + "/resend",
            "{}",
            PATIENCE,
            1);

        awaitInWork();
        assertThat(parked(line).path("parked").asInt()).isZero();
        third.terminate();
        assertThat(third.awaitEnd()).isZero();
      }
    }
  }

  @Test
  void isNotFoundGuiltyWhereTheBrokerGoesAwayTwice() throws Exception {
    try (var servers = new Servers();
        Connection connection = connected(servers);
        DaemonProcess daemon = DaemonProcess.start(servers.flags())) {
      send(connection);
      awaitInWork();
      servers.crash("rabbitmq");
      servers.revive("rabbitmq");
      servers.crash("rabbitmq");
      servers.revive("rabbitmq");

      try (var line = new Line(servers.broker());
          Channel channel = connection.createChannel()) {
        assertThat(parked(line).path("parked").asInt(-1)).isZero();
        await().atMost(PATIENCE).until(() -> channel.messageCount(REQUESTS) == 0);
        assertThat(parked(line).path("parked").asInt(-1)).isZero();
      }
      daemon.terminate();
      assertThat(daemon.awaitEnd()).isZero();
    }
  }

  /** Recovers by itself. */
  private Connection connected(Servers servers) throws Exception {
    Connection connection = Line.factory(servers.broker()).newConnection("poison");
    Channel channel = connection.createChannel();
    channel.queueDeclare(ASKED, true, false, false, Map.of());
    channel.basicConsume(ASKED, true, (tag, asked) -> questions.add(asked), tag -> {});
    return connection;
  }

  private void send(Connection connection) throws IOException {
    Channel channel = connection.createChannel();
    String replies = channel.queueDeclare("poison-replies", true, false, false, null).getQueue();
    channel.basicConsume(replies, true, (tag, answer) -> answers.add(answer), tag -> {});
    var properties =
        new BasicProperties.Builder()
            .contentType("text/plain")
            .deliveryMode(2)
            .replyTo(replies)
            .correlationId("poison")
            .build();
    channel.basicPublish("", REQUESTS, properties, POISON.getBytes(UTF_8));
  }

  private void awaitInWork() throws InterruptedException {
    assertThat(text(next(questions))).contains("/v1/directs");
  }

  private static Delivery next(BlockingQueue<Delivery> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  private static String text(Delivery delivery) {
    return new String(delivery.getBody(), UTF_8);
  }

  private static JsonNode parked(Line line) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> line.ask("GET", "/v1/parked_messages", "{}", Duration.ofSeconds(5), 1),
            answer -> answer.filter(found -> found.path("status_code").asInt() == 200).isPresent())
        .orElseThrow()
        .path("data");
  }
}
