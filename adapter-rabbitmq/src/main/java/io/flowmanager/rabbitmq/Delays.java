package io.flowmanager.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.flowmanager.application.json.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
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
final class Delays implements ChannelUser {
  /** How much longer than its delay such a queue stays when nothing renews it. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** Renewed when a third of the lease is used up: what is published in between has two left. */
  private static final Duration RENEWED_AFTER = LEASE.dividedBy(3);

  /** What the delay exchange takes: a signed 32-bit number of milliseconds. */
  static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private final String delayExchange;
  private final ConfirmedPublisher publisher;
  private final Current<Line> current = new Current<>();

  /** A channel to declare queues over, and when each was declared on this connection. */
  private record Line(Channel channel, Broker broker, ConcurrentMap<String, Long> declared) {}

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
    current.set(new Line(channel, broker, new ConcurrentHashMap<>()));
  }

  @Override
  public void lost(Channel channel) {
    if (current.now().filter(line -> line.channel().equals(channel)).isPresent()) {
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
  CompletionStage<Void> publish(
      String queue, Duration delay, BasicProperties properties, Json body, Duration patience) {
    Line line = line(patience);
    Message message;
    if (line.broker().hasDelayExchange()) {
      var headers = new HashMap<String, Object>();
      Optional.ofNullable(properties.getHeaders()).ifPresent(headers::putAll);
      headers.put("x-delay", Math.toIntExact(delay.toMillis()));
      message =
          new Message(delayExchange, queue, properties.builder().headers(headers).build(), body);
    } else {
      message = Message.toQueue(waitingRoom(line, queue, delay), properties, body);
    }
    return publisher.publish(List.of(message), patience);
  }

  private Line line(Duration patience) {
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
  private String waitingRoom(Line line, String target, Duration delay) {
    String room = "%s.%d.%s".formatted(delayExchange, delay.toMillis(), target);
    Map<String, Object> arguments = line.broker().dialect().delayQueue(target, delay);
    long now = System.nanoTime();
    line.declared()
        .compute(
            room,
            (same, declaredAt) -> {
              if (declaredAt != null && now - declaredAt < RENEWED_AFTER.toNanos()) {
                return declaredAt;
              }
              try {
                line.channel().queueDeclare(room, true, false, false, arguments);
                return now;
              } catch (IOException | ShutdownSignalException failure) {
                throw unavailable(failure);
              }
            });
    return room;
  }

  private static FlowException unavailable(Exception cause) {
    return new FlowException(
        Reason.SERVICE_UNAVAILABLE,
        "Expected RabbitMQ to take a message to deliver later, but it does not",
        cause);
  }
}
