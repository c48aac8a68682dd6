package io.flowmanager.app.conversation;

import java.net.URI;

/**
 * A daemon to talk with. It may fetch from private addresses, its database was empty when it
 * started, and nobody else talks with it, or plays one of its peers.
 */
public interface RunningDaemon {
  /** Its broker, with the account: {@code amqp://user:password@host:port/vhost}. */
  URI broker();

  /** The queue where it takes requests. */
  default String requestQueue() {
    return "bin-manager.flow-manager.request";
  }

  /** The exchange where it publishes events; a fanout exchange. */
  default String eventExchange() {
    return "bin-manager.flow-manager.event";
  }
}
