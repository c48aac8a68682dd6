package io.flowmanager.rabbitmq;

import io.flowmanager.rabbitmq.RabbitSettings.Names;
import io.flowmanager.rabbitmq.embedded.EmbeddedBroker;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The broker that tests run against: the one that FLOW_RABBIT_ADDR names, else an embedded one. */
public final class TestBroker {
  private static final Optional<RabbitAddress> NAMED =
      Optional.ofNullable(System.getenv("FLOW_RABBIT_ADDR")).map(RabbitAddress::of);

  private TestBroker() {}

  /** Started when it is first asked for, and ended with the process. */
  private static final class Embedded {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start(0);
  }

  public static RabbitAddress address() {
    return NAMED.orElseGet(() -> Embedded.BROKER.address());
  }

  /** Names that no other test and no other run uses. */
  public static Names freshNames() {
    String own = UUID.randomUUID().toString();
    return new Names(
        List.of(own + ".request"),
        own + ".event",
        QueueNames.DELAY,
        own + ".webhook",
        own + ".subscribe",
        List.of(own + ".customer", own + ".call"));
  }

  public static RabbitSettings settings() {
    return RabbitSettings.of(address()).withNames(freshNames());
  }
}
