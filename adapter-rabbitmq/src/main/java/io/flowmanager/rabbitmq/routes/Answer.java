package io.flowmanager.rabbitmq.routes;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.Json;
import java.util.Optional;

/**
 * What a request that could be served is answered with.
 *
 * @param data empty: only that it was served
 * @param afterwards what is still to be done once the answer has left; the request counts as
 *     unfinished until then
 */
public record Answer(Optional<Json> data, Optional<Runnable> afterwards) {
  /** Served, and nothing more to say. */
  static final Answer DONE = new Answer(Optional.empty(), Optional.empty());

  public Answer {
    requireNonNull(data, "data");
    requireNonNull(afterwards, "afterwards");
  }

  static Answer of(Json data) {
    return new Answer(Optional.of(data), Optional.empty());
  }

  static Answer thenDo(Runnable work) {
    return new Answer(Optional.empty(), Optional.of(work));
  }
}
