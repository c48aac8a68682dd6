package io.flowmanager.rabbitmq.connection;

import com.rabbitmq.client.BlockedListener;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker's want of memory or disk. While it has too little, it takes no messages from anyone who
 * published since, and says so.
 */
public final class Alarm implements BlockedListener {
  private static final Logger log = LoggerFactory.getLogger(Alarm.class);

  private volatile Optional<String> reason = Optional.empty();

  /** Why nothing can be published, in the broker's words; empty: it can. */
  public Optional<String> reason() {
    return reason;
  }

  /** Told on a new connection, which the broker tells again. */
  void forget() {
    reason = Optional.empty();
  }

  /** Again with the same reason: nothing new. */
  @Override
  public void handleBlocked(String why) {
    if (!reason.equals(Optional.of(why))) {
      log.warn("RabbitMQ takes no messages for now: {}", why);
    }
    reason = Optional.of(why);
  }

  @Override
  public void handleUnblocked() {
    reason = Optional.empty();
    log.warn("RabbitMQ takes messages again");
  }
}
