package io.flowmanager.rabbitmq.routes;

import io.flowmanager.application.json.Timestamps;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.Outbox.Waiting;
import io.flowmanager.application.publication.LookAtOutbox;
import io.flowmanager.application.publication.LookAtOutbox.Sight;
import io.flowmanager.application.publication.OutboxPublisher;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.rabbitmq.inbound.Answer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Reads requests about what waits to be published, and writes their answers. */
public final class OutboxRoutes {
  private final LookAtOutbox lookAtOutbox;
  private final OutboxPublisher publisher;

  @Inject
  public OutboxRoutes(LookAtOutbox lookAtOutbox, OutboxPublisher publisher) {
    this.lookAtOutbox = lookAtOutbox;
    this.publisher = publisher;
  }

  Answer look(Arguments arguments) {
    Sight sight = lookAtOutbox.look();
    List<Value> oldest = sight.oldest().stream().map(OutboxRoutes::value).toList();
    return Answer.of(
        ValueJson.write(
            Members.EMPTY
                .with("waiting", Numeral.of(sight.waiting()))
                .with("oldest", new Items(oldest))));
  }

  private static Value value(Waiting waiting) {
    return Members.EMPTY
        .with("owner_id", new Text(waiting.key().owner().toString()))
        .with("version", Numeral.of(waiting.key().version()))
        .with("ordinal", Numeral.of(waiting.key().ordinal()))
        .with("type", new Text(waiting.type().wireName()))
        .with("tm_create", new Text(Timestamps.write(waiting.since())))
        .with("age_seconds", Numeral.of(waiting.age().toSeconds()));
  }

  /** {@code {"older_than_seconds"}}. */
  Answer redrive(Arguments arguments) {
    Duration age =
        arguments.body().count("older_than_seconds").stream()
            .mapToObj(Duration::ofSeconds)
            .findFirst()
            .orElse(OutboxPublisher.LEFT_BEHIND_AFTER);
    return Answer.of(
        ValueJson.write(Members.EMPTY.with("count", Numeral.of(publisher.redrive(age)))));
  }
}
