package io.flowmanager.rabbitmq.inbound;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.error.FlowException;
import java.util.Optional;

/**
 * A request that has found its route.
 *
 * @param label its name in metrics: one of a fixed set, whatever a client sends
 * @param key what it shares with those that it has to wait for: requests of one key are served one
 *     after the other, in the order they arrived here. Empty: it waits for none
 * @param isCreation it begins something new, which has to wait where there is more than enough to
 *     do
 * @param takesLong it may keep a core busy for more than some milliseconds, however small it is
 * @param mayBeParked nobody is to work on it any more where processes end with it in work. A call
 *     waits for an answer to what may not be parked, and would be silent for good
 */
public record RoutedRequest(
    String label,
    Optional<String> key,
    boolean isCreation,
    boolean takesLong,
    boolean mayBeParked,
    Handler handler) {
  /** The label of all requests that found no route. */
  public static final String NOT_FOUND = "notfound";

  public RoutedRequest {
    requireNonNull(label, "label");
    requireNonNull(key, "key");
    requireNonNull(handler, "handler");
  }

  /** A request that there is no route for: all that is left to do is to say so. */
  public static RoutedRequest notFound(FlowException refusal) {
    return new RoutedRequest(
        NOT_FOUND,
        Optional.empty(),
        false,
        false,
        false,
        () -> {
          throw refusal;
        });
  }

  public boolean isFound() {
    return !label.equals(NOT_FOUND);
  }
}
