package io.flowmanager.rabbitmq.outbound;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer of another service that did not refuse.
 *
 * @param data none: it only says that it is done
 */
public record Reply(PeerRequest request, int status, Optional<Value> data) {
  public Reply {
    requireNonNull(request, "request");
    requireNonNull(data, "data");
  }

  /**
   * Reads the data, an object; where there is none, one without members.
   *
   * @throws FlowException UNEXPECTED_ANSWER it is none, or {@code reader} fails with
   *     INVALID_REQUEST
   */
  public <T> T read(Function<Body, T> reader) {
    try {
      return reader.apply(Body.of(data.orElse(Nothing.NOTHING)));
    } catch (FlowException unreadable) {
      if (!unreadable.isFor(Reason.INVALID_REQUEST)) {
        throw unreadable;
      }
      throw new FlowException(
          Reason.UNEXPECTED_ANSWER,
          "Expected %s with what is needed, but: %s".formatted(request, unreadable.getMessage()));
    }
  }
}
