package io.flowmanager.mysql;

import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;

import io.flowmanager.application.event.Announcement;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.domain.id.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;

/** An announcement as a row. */
final class OutboxRow {
  private static final List<Field<?>> COLUMNS =
      List.of(
          FLOW_OUTBOX.OWNER_ID,
          FLOW_OUTBOX.VERSION,
          FLOW_OUTBOX.ORDINAL,
          FLOW_OUTBOX.TYPE,
          FLOW_OUTBOX.CUSTOMER_ID,
          FLOW_OUTBOX.RESOURCE,
          FLOW_OUTBOX.TM_CREATE);

  private OutboxRow() {}

  /**
   * Stores what the world is to know of a change.
   *
   * @param announcements at least one
   * @param version the one that the change makes
   */
  static Query insert(
      UUID owner,
      long version,
      List<Announcement> announcements,
      Instant now,
      Script.Insertion insertion) {
    return insertion.of(FLOW_OUTBOX, COLUMNS, rows(owner, version, announcements, now));
  }

  private static List<List<?>> rows(
      UUID owner, long version, List<Announcement> announcements, Instant now) {
    var rows = new ArrayList<List<?>>(announcements.size());
    for (int ordinal = 0; ordinal < announcements.size(); ordinal++) {
      Announcement announcement = announcements.get(ordinal);
      rows.add(
          List.of(
              owner,
              version,
              ordinal,
              announcement.type().wireName(),
              announcement.customer().value(),
              announcement.resource().toString(),
              now));
    }
    return rows;
  }

  static Outbox.Key keyOf(Record row) {
    return new Outbox.Key(
        row.get(FLOW_OUTBOX.OWNER_ID), row.get(FLOW_OUTBOX.VERSION), row.get(FLOW_OUTBOX.ORDINAL));
  }

  static Outbox.Entry toEntry(Record row) {
    return new Outbox.Entry(
        keyOf(row),
        new Announcement(
            EventType.of(row.get(FLOW_OUTBOX.TYPE)),
            new CustomerId(row.get(FLOW_OUTBOX.CUSTOMER_ID)),
            Json.of(row.get(FLOW_OUTBOX.RESOURCE))));
  }
}
