package io.flowmanager.rabbitmq.connection;

import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.Map;

/** The differences between the two brokers that are known. */
public enum Dialect {
  RABBITMQ {
    @Override
    public Map<String, Object> delayQueue(String target, Duration delay) {
      return Map.of(
          // Said, because the default may be quorum: whose x-expires nothing renews, so that it is
          // deleted with what waits in it. Source: rabbitmq-server, issue 5894.
          "x-queue-type",
          "classic",
          "x-message-ttl",
          delay.toMillis(),
          "x-dead-letter-exchange",
          "",
          "x-dead-letter-routing-key",
          target,
          // what is in a queue that expires is lost: longer than anything can be in it
          "x-expires",
          delay.plus(DELAY_QUEUE_LEASE).toMillis());
    }
  },

  /** Closes the connection at arguments it does not know, and its queues do not expire. */
  QPID {
    @Override
    public Map<String, Object> delayQueue(String target, Duration delay) {
      return Map.of(
          "maximumMessageTtl",
          delay.toMillis(),
          "expiryPolicy",
          "ROUTE_TO_ALTERNATE",
          "alternateBinding",
          Map.of("destination", target));
    }
  };

  /** Time that such a queue outlives its delay when nothing renews it. */
  public static final Duration DELAY_QUEUE_LEASE = Duration.ofSeconds(60);

  public static Dialect of(Connection connection) {
    String product = String.valueOf(connection.getServerProperties().get("product"));
    return product.contains("Qpid") ? QPID : RABBITMQ;
  }

  /** The arguments of a queue that hands every message on to {@code target} after {@code delay}. */
  public abstract Map<String, Object> delayQueue(String target, Duration delay);
}
