package io.flowmanager.rabbitmq.connection;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.rabbitmq.RabbitSettings.Names;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues and exchanges that have to be there, declared as every service of the platform
 * declares them: durable, without arguments. Again: harmless.
 *
 * <p>What is there already with other properties, or may not be declared by this user, is taken as
 * it is.
 */
final class Topology {
  private static final Logger log = LoggerFactory.getLogger(Topology.class);

  private final Names names;

  Topology(Names names) {
    this.names = names;
  }

  void declare(Connection connection, Broker broker) throws IOException {
    var declarations = new Declarations(connection);
    fanout(declarations, names.eventExchange());
    for (String queue : names.listenQueues()) {
      takingDelayed(declarations, queue, broker);
    }
    takingDelayed(declarations, names.subscribeQueue(), broker);
    for (String exchange : names.subscribedExchanges()) {
      // not ours, but whoever comes first declares it: start order does not matter
      fanout(declarations, exchange);
      declarations.make(
          "binding of %s to %s".formatted(names.subscribeQueue(), exchange),
          channel -> channel.queueBind(names.subscribeQueue(), exchange, ""));
    }
    declarations.end();
  }

  private static void fanout(Declarations declarations, String exchange) throws IOException {
    declarations.make(
        "exchange " + exchange,
        channel -> channel.exchangeDeclare(exchange, BuiltinExchangeType.FANOUT, true));
  }

  private void takingDelayed(Declarations declarations, String queue, Broker broker)
      throws IOException {
    declarations.make(
        "queue " + queue, channel -> channel.queueDeclare(queue, true, false, false, Map.of()));
    if (broker.hasDelayExchange()) {
      declarations.make(
          "binding of %s to %s".formatted(queue, names.delayExchange()),
          channel -> channel.queueBind(queue, names.delayExchange(), queue));
    }
  }

  /**
   * Declares the exchange that delivers later, where the broker can.
   *
   * @param thrownAway a connection for nothing else: RabbitMQ before 4 closes it where it can't
   * @return whether it can
   */
  boolean declareDelayExchange(Connection thrownAway) throws IOException {
    try {
      Channel channel = thrownAway.createChannel();
      channel.exchangeDeclare(
          names.delayExchange(),
          "x-delayed-message",
          true,
          false,
          Map.of("x-delayed-type", "direct"));
      return true;
    } catch (IOException failure) {
      Refusal refusal = Refusal.of(failure).orElseThrow(() -> failure);
      log.info(
          "No exchange {} that delivers later, queues do it: {}",
          names.delayExchange(),
          refusal.text());
      return false;
    }
  }

  /** Why the broker closed the channel or the connection. */
  private record Refusal(int code, String text) {

    /** Empty: it did not, something else went wrong. */
    static Optional<Refusal> of(IOException failure) {
      if (!(failure.getCause() instanceof ShutdownSignalException closed)) {
        return Optional.empty();
      }
      return switch (closed.getReason()) {
        case AMQP.Channel.Close close ->
            Optional.of(new Refusal(close.getReplyCode(), close.getReplyText()));
        case AMQP.Connection.Close close ->
            Optional.of(new Refusal(close.getReplyCode(), close.getReplyText()));
        case null, default -> Optional.empty();
      };
    }

    /** It is there with other properties, or others may declare it and we may not. */
    boolean meansThereAnyway() {
      return code == AMQP.PRECONDITION_FAILED || code == AMQP.ACCESS_REFUSED;
    }
  }

  /** Makes declarations one after the other; each may cost the channel it is made on. */
  private static final class Declarations {
    private interface Declaration {
      void makeOn(Channel channel) throws IOException;
    }

    private final Connection connection;
    private Channel channel;

    Declarations(Connection connection) throws IOException {
      this.connection = connection;
      this.channel = connection.createChannel();
    }

    void make(String what, Declaration declaration) throws IOException {
      try {
        declaration.makeOn(channel);
      } catch (IOException failure) {
        Refusal refusal = Refusal.of(failure).orElseThrow(() -> failure);
        if (!refusal.meansThereAnyway() || !connection.isOpen()) {
          throw failure;
        }
        log.warn("The {} is taken as it is: {}", what, refusal.text());
        channel = connection.createChannel();
      }
    }

    void end() throws IOException {
      channel.abort();
    }
  }
}
