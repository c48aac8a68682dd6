package io.flowmanager.rabbitmq.inbound;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.Json;
import java.util.Optional;

/**
 * The answer to a request that could be served.
 *
 * @param data empty: only that it was served
 * @param afterwards work that goes on once the answer has left. Only after it is the request
 *     acknowledged, and the next one of its key begun; what it throws is logged
 */
public record Answer(Optional<Json> data, Optional<Runnable> afterwards) {
  /** Served, and nothing more to say. */
  public static final Answer DONE = new Answer(Optional.empty(), Optional.empty());

  public Answer {
    requireNonNull(data, "data");
    requireNonNull(afterwards, "afterwards");
  }

  public static Answer of(Json data) {
    return new Answer(Optional.of(data), Optional.empty());
  }

  public static Answer thenDo(Runnable work) {
    return new Answer(Optional.empty(), Optional.of(work));
  }
}
