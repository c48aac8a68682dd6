package io.flowmanager.app.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Has conversations with a running daemon: plays its callers and all its peers, one conversation
 * after the other.
 */
public final class Player implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofMillis(120);

  private final RunningDaemon daemon;
  private final Connection connection;
  private final Channel channel;
  private final Witness witness = new Witness();
  private final Caller caller;
  private final Peers peers;
  private final WebServer web;

  private Player(RunningDaemon daemon, Connection connection) throws IOException {
    this.daemon = daemon;
    this.connection = connection;
    this.channel = connection.createChannel();
    this.caller = new Caller(connection, daemon.requestQueue());
    this.peers = new Peers(connection, witness);
    this.web = new WebServer(witness);
    listenToEvents();
  }

  /**
   * A player for this daemon, which may start after it.
   *
   * @throws IllegalStateException if somebody else plays a peer on that broker
   */
  public static Player of(RunningDaemon daemon) throws IOException, TimeoutException {
    Connection connection = Amqp.connect(daemon.broker(), "conversation");
    try {
      return new Player(daemon, connection);
    } catch (IOException | RuntimeException failed) {
      connection.abort();
      throw failed;
    }
  }

  private void listenToEvents() throws IOException {
    channel.exchangeDeclare(daemon.eventExchange(), BuiltinExchangeType.FANOUT, true);
    String queue = channel.queueDeclare("", false, true, true, null).getQueue();
    channel.queueBind(queue, daemon.eventExchange(), "");
    channel.basicConsume(queue, true, (tag, event) -> took(event), tag -> {});
  }

  private void took(Delivery event) {
    String body = new String(event.getBody(), UTF_8);
    witness.saw(Part.EVENTS, JsonText.parse(body).orElseGet(() -> JsonText.text(body)));
  }

  /** Has the conversation, and tells where it differs from what is expected; empty: nowhere. */
  List<String> differences(Conversation conversation) throws IOException, InterruptedException {
    var run = new Run(this, conversation);
    peers.follow(List.of());
    web.serve(List.of());
    witness.forget();
    run.play();
    return Comparison.of(conversation, run.namedIds(), run.exchanges());
  }

  public Caller caller() {
    return caller;
  }

  /**
   * The requests of the daemon to its peers, webhooks aside, until it is silent; then it is
   * forgotten.
   */
  public List<JsonNode> requests(int atLeast) throws InterruptedException {
    return witness
        .collect(part -> part == Part.REQUESTS ? atLeast : 0, PATIENCE, SILENCE)
        .getOrDefault(Part.REQUESTS, List.of());
  }

  Peers peers() {
    return peers;
  }

  WebServer web() {
    return web;
  }

  Witness witness() {
    return witness;
  }

  void publish(String exchange, JsonNode event) throws IOException {
    var properties = new AMQP.BasicProperties.Builder().contentType(Caller.CONTENT_TYPE).build();
    channel.basicPublish(exchange, "", properties, event.toString().getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    web.close();
    connection.close((int) Duration.ofSeconds(5).toMillis());
  }
}
