package io.flowmanager.rabbitmq;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.text.Wording;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the broker's use.
 *
 * @param prefetch how many deliveries of each queue are worked on at once, 1 to 65535
 * @param confirmWait how long the broker may take to confirm a message
 */
public record RabbitSettings(
    RabbitAddress address, Names names, int prefetch, Duration confirmWait) {

  /**
   * As many as keep two cores busy while requests wait for other services; each holds its body, so
   * this bounds memory too.
   */
  public static final int PREFETCH = 256;

  /** A broker that takes longer than this is as good as away. */
  public static final Duration CONFIRM_WAIT = Duration.ofSeconds(10);

  /**
   * Names of queues and exchanges on the broker.
   *
   * @param listenQueues the queues requests are taken from, at least one
   * @param eventExchange the exchange our events go to
   * @param delayExchange the exchange that delivers later
   * @param webhookQueue the queue that takes requests to call customers' webhooks
   * @param subscribeQueue the queue that others' events arrive in
   * @param subscribedExchanges the exchanges they come from
   */
  public record Names(
      List<String> listenQueues,
      String eventExchange,
      String delayExchange,
      String webhookQueue,
      String subscribeQueue,
      List<String> subscribedExchanges) {

    /** Names that the platform uses. */
    public static final Names PLATFORM =
        new Names(
            List.of(QueueNames.FLOW_REQUEST),
            QueueNames.FLOW_EVENT,
            QueueNames.DELAY,
            QueueNames.requestsOf("webhook-manager"),
            QueueNames.FLOW_SUBSCRIBE,
            List.of(QueueNames.eventsOf("customer-manager"), QueueNames.eventsOf("call-manager")));

    public Names {
      listenQueues = List.copyOf(listenQueues);
      requireNonNull(eventExchange, "eventExchange");
      requireNonNull(delayExchange, "delayExchange");
      requireNonNull(webhookQueue, "webhookQueue");
      requireNonNull(subscribeQueue, "subscribeQueue");
      subscribedExchanges = List.copyOf(subscribedExchanges);
      if (listenQueues.isEmpty()) {
        throw new IllegalArgumentException(
            "Expected a queue to take requests from, but there is none");
      }
    }

    public Names withListenQueues(List<String> queues) {
      return new Names(
          queues, eventExchange, delayExchange, webhookQueue, subscribeQueue, subscribedExchanges);
    }

    public Names withEventExchange(String exchange) {
      return new Names(
          listenQueues, exchange, delayExchange, webhookQueue, subscribeQueue, subscribedExchanges);
    }

    public Names withDelayExchange(String exchange) {
      return new Names(
          listenQueues, eventExchange, exchange, webhookQueue, subscribeQueue, subscribedExchanges);
    }
  }

  public RabbitSettings {
    requireNonNull(address, "address");
    requireNonNull(names, "names");
    if (prefetch < 1 || prefetch > 65_535) {
      throw new IllegalArgumentException(
          "Expected a prefetch from 1 to 65535, but it is %d".formatted(prefetch));
    }
    if (!confirmWait.isPositive()) {
      throw new IllegalArgumentException(
          "Expected to wait for confirms, but the wait is %s"
              .formatted(Wording.duration(confirmWait)));
    }
  }

  public static RabbitSettings of(RabbitAddress address) {
    return new RabbitSettings(address, Names.PLATFORM, PREFETCH, CONFIRM_WAIT);
  }

  public RabbitSettings withNames(Names changed) {
    return new RabbitSettings(address, changed, prefetch, confirmWait);
  }

  public RabbitSettings withPrefetch(int changed) {
    return new RabbitSettings(address, names, changed, confirmWait);
  }
}
