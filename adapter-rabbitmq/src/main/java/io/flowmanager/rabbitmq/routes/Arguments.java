package io.flowmanager.rabbitmq.routes;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The arguments of a request.
 *
 * @param ids those in its path, in order
 * @param rest what follows them, where the route takes anything; decoded
 * @param query decoded; of two with one name the last
 * @param data its body as it came
 * @param arrival whether it may have been served before
 */
record Arguments(
    List<UUID> ids, String rest, Map<String, String> query, Optional<Value> data, Arrival arrival) {
  Arguments {
    ids = List.copyOf(ids);
    requireNonNull(rest, "rest");
    query = Map.copyOf(query);
    requireNonNull(data, "data");
    requireNonNull(arrival, "arrival");
  }

  /** The id at this place in the path, from 0. */
  <I> I id(int place, Function<UUID, I> kind) {
    return kind.apply(ids.get(place));
  }

  /**
   * The body.
   *
   * @throws FlowException INVALID_REQUEST where there is none, or none that can be read
   */
  Body body() {
    return Body.of(
        data.orElseThrow(() ->
            new FlowException(
                Reason.INVALID_REQUEST, "Expected a request with data, but there is none")));
  }
}
