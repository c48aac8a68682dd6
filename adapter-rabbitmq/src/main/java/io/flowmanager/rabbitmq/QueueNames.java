package io.flowmanager.rabbitmq;

/** The platform's names. Every service follows {@code bin-manager.<service>.<what>}. */
public final class QueueNames {
  /** Name of this service: the publisher of what it sends, the tag of its consumers. */
  public static final String FLOW_MANAGER = "flow-manager";

  public static final String FLOW_REQUEST = requestsOf(FLOW_MANAGER);
  public static final String FLOW_SUBSCRIBE = "bin-manager.flow-manager.subscribe";

  /** An exchange. */
  public static final String FLOW_EVENT = eventsOf(FLOW_MANAGER);

  /** The exchange all services share that delivers later: by the header {@code x-delay}. */
  public static final String DELAY = "bin-manager.delay";

  private QueueNames() {}

  /** The queue a service takes requests from. */
  public static String requestsOf(String service) {
    return "bin-manager." + service + ".request";
  }

  /** The exchange a service publishes its events to. */
  public static String eventsOf(String service) {
    return "bin-manager." + service + ".event";
  }

  /**
   * The service that takes requests from this queue; the queue's own name where it follows no rule.
   */
  public static String serviceOf(String requestQueue) {
    boolean followsTheRule =
        requestQueue.startsWith("bin-manager.") && requestQueue.endsWith(".request");
    return followsTheRule
        ? requestQueue.substring(
            "bin-manager.".length(), requestQueue.length() - ".request".length())
        : requestQueue;
  }
}
