package io.flowmanager.mysql.commit;

import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.DomainEvent.OfActiveflow;
import io.flowmanager.application.event.DomainEvent.OfFlow;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.json.DomainEventsJson;
import io.flowmanager.application.json.DomainEventsJson.Told;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.SnapshotJson;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * The events of a change as a row: one event as it is, several as a list. Before there were lists
 * each event was a row, with the ordinals 0, 1, and so on.
 */
public final class OutboxRow {
  /**
   * In place of a type, where the resource is a list. To a program from before there were lists it
   * is no type: it leaves such a row to others, and does not tell half of it.
   */
  private static final String SEVERAL = "several";

  /** The server's time, where it is asked for besides. */
  public static final String NOW = "tm_now";

  private static final int BEGINNING_LENGTH = 100;

  /** As much of what is told as {@link #toWaiting} needs: all of it may be megabytes. */
  public static final Field<String> BEGINNING =
      DSL.left(FLOW_OUTBOX.RESOURCE, BEGINNING_LENGTH).as("beginning");

  /** As {@link DomainEventsJson} writes it. */
  private static final Pattern FIRST_TYPE = Pattern.compile("\\[\\{\"type\":\"(\\w+)\"");

  private static final List<Field<?>> COLUMNS =
      List.of(
          FLOW_OUTBOX.OWNER_ID,
          FLOW_OUTBOX.VERSION,
          FLOW_OUTBOX.ORDINAL,
          FLOW_OUTBOX.TYPE,
          FLOW_OUTBOX.RESOURCE,
          FLOW_OUTBOX.TM_CREATE);

  private OutboxRow() {}

  /**
   * The rows of a change's events: one row, or none where that is nothing.
   *
   * @param version the one that the change makes
   */
  public static Optional<NewRow> of(UUID owner, long version, List<DomainEvent> events) {
    if (events.isEmpty()) {
      return Optional.empty();
    }
    List<Told> told = events.stream().map(OutboxRow::told).toList();
    return Optional.of(of(Outbox.Key.of(owner, version), told, ServerTime.NOW));
  }

  /**
   * A row of the outbox with several things to tell.
   *
   * @param stored when, as an instant or {@link ServerTime}
   */
  public static NewRow of(Outbox.Key key, List<Told> told, Object stored) {
    Told all = told.size() == 1 ? told.getFirst() : new Told(SEVERAL, DomainEventsJson.write(told));
    return new NewRow(
        FLOW_OUTBOX,
        COLUMNS,
        List.of(key.owner(), key.version(), key.ordinal(), all.type(), all.resource(), stored));
  }

  public static Outbox.Key keyOf(Record row) {
    return new Outbox.Key(
        row.get(FLOW_OUTBOX.OWNER_ID), row.get(FLOW_OUTBOX.VERSION), row.get(FLOW_OUTBOX.ORDINAL));
  }

  /** Of a flow all, of an activeflow what its own row will not tell. */
  private static Told told(DomainEvent event) {
    Json resource =
        switch (event) {
          case OfFlow told -> FlowJson.write(told.flow());
          case OfActiveflow told -> SnapshotJson.write(told.activeflow());
        };
    return new Told(event.type().wireName(), resource);
  }

  public static Outbox.Waiting toWaiting(Record row) {
    Instant since = row.get(FLOW_OUTBOX.TM_CREATE);
    Duration age = Duration.between(since, row.get(NOW, FLOW_OUTBOX.TM_CREATE.getType()));
    return new Outbox.Waiting(
        keyOf(row), firstTypeOfBeginning(row), since, age.isNegative() ? Duration.ZERO : age);
  }

  private static EventType firstTypeOfBeginning(Record row) {
    String type = row.get(FLOW_OUTBOX.TYPE);
    if (!type.equals(SEVERAL)) {
      return EventType.of(type);
    }
    Matcher first = FIRST_TYPE.matcher(row.get(BEGINNING));
    if (!first.lookingAt()) {
      throw new FlowException(
          Reason.INVALID_REQUEST,
          "Expected %s to begin with the type of an event, but it does not".formatted(keyOf(row)));
    }
    return EventType.of(first.group(1));
  }

  public static boolean isOfFlow(Record row) {
    return !firstType(row).isOfActiveflow();
  }

  private static EventType firstType(Record row) {
    return EventType.of(told(row).getFirst().type());
  }

  public static Outbox.Entry toFlowEntry(Record row) {
    return toEntry(
        row, told -> DomainEvent.of(EventType.of(told.type()), FlowJson.read(told.resource())));
  }

  /**
   * An entry about an activeflow.
   *
   * @param stored the activeflow as it is by now
   */
  public static Outbox.Entry toActiveflowEntry(Record row, Activeflow stored) {
    return toEntry(
        row,
        told ->
            DomainEvent.of(EventType.of(told.type()), SnapshotJson.read(told.resource(), stored)));
  }

  private static Outbox.Entry toEntry(Record row, Function<Told, DomainEvent> read) {
    return new Outbox.Entry(keyOf(row), told(row).stream().map(read).toList());
  }

  private static List<Told> told(Record row) {
    String type = row.get(FLOW_OUTBOX.TYPE);
    Json resource = Json.of(row.get(FLOW_OUTBOX.RESOURCE));
    return type.equals(SEVERAL)
        ? DomainEventsJson.read(resource)
        : List.of(new Told(type, resource));
  }
}
