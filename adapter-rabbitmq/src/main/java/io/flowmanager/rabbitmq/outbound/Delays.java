package io.flowmanager.rabbitmq.outbound;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.rabbitmq.Message;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.rabbitmq.connection.AwaitableReference;
import io.flowmanager.rabbitmq.connection.Broker;
import io.flowmanager.rabbitmq.connection.ChannelUser;
import io.flowmanager.rabbitmq.connection.Dialect;
import io.flowmanager.rabbitmq.connection.RabbitConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Publishes what is to arrive later: through the exchange that delays, where the broker has it;
 * else through a queue for each length of delay, out of which messages expire into the queue they
 * are for.
 */
@Singleton
public final class Delays implements ChannelUser {
  /** Renewed when a third of the lease is used up: what is published in between has two left. */
  private static final Duration RENEWED_AFTER = Dialect.DELAY_QUEUE_LEASE.dividedBy(3);

  /** The longest delay that the delay exchange takes: a signed 32-bit number of milliseconds. */
  static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  /**
   * Number of names that are tried for a queue: as many as there may be nodes in a usual cluster.
   */
  private static final int NAMES_MAX = 3;

  private final String delayExchange;
  private final ConfirmedPublisher publisher;
  private final AwaitableReference<OpenChannel> current = new AwaitableReference<>();

  /** A queue as it was declared last. */
  private record Declared(String name, long at) {}

  /** Stands for a connection; what was declared on it, by the first name of each queue. */
  private record OpenChannel(
      Channel channel, Broker broker, ConcurrentMap<String, Declared> declared) {}

  @Inject
  public Delays(
      RabbitConnection connection, RabbitSettings settings, ConfirmedPublisher publisher) {
    this(settings.names().delayExchange(), publisher);
    connection.add(this);
  }

  Delays(String delayExchange, ConfirmedPublisher publisher) {
    this.delayExchange = delayExchange;
    this.publisher = publisher;
  }

  @Override
  public String purpose() {
    return "delays";
  }

  @Override
  public void open(Channel channel, Broker broker) {
    current.set(new OpenChannel(channel, broker, new ConcurrentHashMap<>()));
  }

  @Override
  public void lost(Channel channel) {
    if (current.now().filter(open -> open.channel().equals(channel)).isPresent()) {
      current.clear();
    }
  }

  /**
   * Publishes to {@code queue}, to arrive after {@code delay}, which is more than zero and at most
   * {@link #LONGEST}.
   *
   * @return as {@link ConfirmedPublisher#publish}
   * @throws FlowException SERVICE_UNAVAILABLE, at once
   */
  public CompletionStage<Void> publish(
      String queue, Duration delay, BasicProperties properties, Json body, Duration patience) {
    OpenChannel open = openChannel(patience);
    Message message;
    if (open.broker().hasDelayExchange()) {
      var headers = new HashMap<String, Object>();
      Optional.ofNullable(properties.getHeaders()).ifPresent(headers::putAll);
      headers.put("x-delay", Math.toIntExact(delay.toMillis()));
      message =
          new Message(delayExchange, queue, properties.builder().headers(headers).build(), body);
    } else {
      message = Message.toQueue(delayQueue(open, queue, delay), properties, body);
    }
    return publisher.publish(List.of(message), patience);
  }

  private OpenChannel openChannel(Duration patience) {
    try {
      return current
          .await(patience)
          .orElseThrow(() -> unavailable(new IOException("there is no connection")));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(interrupted);
    }
  }

  /** The queue where messages for {@code target} wait for so long. */
  private String delayQueue(OpenChannel open, String target, Duration delay) {
    String queueName = "%s.%d.%s".formatted(delayExchange, delay.toMillis(), target);
    long now = System.nanoTime();
    return open.declared()
        .compute(
            queueName,
            (same, declared) ->
                declared != null && now - declared.at() < RENEWED_AFTER.toNanos()
                    ? declared
                    : new Declared(declared(open, queueName, target, delay), now))
        .name();
  }

  /**
   * The name under which it could be declared: another one where a queue of this name is of another
   * kind, as earlier versions had it, or is on a node of the broker's that is away.
   */
  private static String declared(
      OpenChannel open, String queueName, String target, Duration delay) {
    Map<String, Object> arguments = open.broker().dialect().delayQueue(target, delay);
    IOException refusal = new IOException("there is no name left for " + queueName);
    for (int attempt = 0; attempt < NAMES_MAX; attempt++) {
      String name = attempt == 0 ? queueName : queueName + '.' + attempt;
      try {
        declare(open.channel().getConnection(), name, arguments);
        return name;
      } catch (IOException refused) {
        refusal = refused;
      } catch (ShutdownSignalException lost) {
        throw unavailable(lost);
      }
    }
    throw unavailable(refusal);
  }

  /** Over a channel of its own, for a refusal closes it. */
  private static void declare(Connection connection, String name, Map<String, Object> arguments)
      throws IOException {
    Channel channel =
        connection
            .openChannel()
            .orElseThrow(() -> new IOException("the broker allows no more channels"));
    try {
      channel.queueDeclare(name, true, false, false, arguments);
    } finally {
      channel.abort();
    }
  }

  private static FlowException unavailable(Exception cause) {
    return new FlowException(
        Reason.SERVICE_UNAVAILABLE,
        "Expected RabbitMQ to take a message to deliver later, but it does not",
        cause);
  }
}
