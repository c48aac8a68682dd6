package io.flowmanager.rabbitmq.connection;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that is to last. Where the broker cancels it, because its queue is gone, its channel
 * goes too: a new one begins with declaring the queue.
 */
public abstract class RecoveringConsumer extends DefaultConsumer {
  private static final Logger log = LoggerFactory.getLogger(RecoveringConsumer.class);

  private final String queue;

  public RecoveringConsumer(Channel channel, String queue) {
    super(channel);
    this.queue = queue;
  }

  /** The queue it takes from. */
  protected final String queue() {
    return queue;
  }

  @Override
  public final void handleCancel(String tag) {
    log.warn("The broker cancelled the consumer of {}", queue);
    // Not here: it waits for the broker.
    Thread.ofVirtual().name("cancelled").start(this::endChannel);
  }

  private void endChannel() {
    try {
      getChannel().abort();
    } catch (IOException lost) {
      log.debug("The channel of {} was gone already: {}", queue, lost.getMessage());
    }
  }
}
