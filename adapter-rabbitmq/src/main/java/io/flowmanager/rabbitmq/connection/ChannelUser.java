package io.flowmanager.rabbitmq.connection;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;

/** Something that works over a channel of its own, and over another one when that is lost. */
public interface ChannelUser {
  /** Its purpose, for a person: "requests", "events". */
  String purpose();

  /** Begins to work over a new channel. If it throws, it is tried again later. */
  void open(Channel channel, Broker broker) throws IOException;

  /** This channel works no longer. Comes once for every channel, from any thread. */
  void lost(Channel channel);

  /** True if it takes deliveries off queues. */
  default boolean takesDeliveries() {
    return false;
  }

  /** Takes no deliveries from now on, over no channel; what it has is finished. */
  default void stopTaking() {}

  /** Waits until nothing is in work. False: something still is. */
  default boolean awaitIdle(Duration most) throws InterruptedException {
    return true;
  }
}
