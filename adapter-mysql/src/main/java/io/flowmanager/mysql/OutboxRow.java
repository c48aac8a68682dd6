package io.flowmanager.mysql;

import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;

import io.flowmanager.application.event.Announcement;
import io.flowmanager.application.event.Announcement.OfActiveflow;
import io.flowmanager.application.event.Announcement.OfFlow;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.PassageJson;
import io.flowmanager.application.port.Outbox;
import io.flowmanager.domain.activeflow.Activeflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;

/** An announcement as a row. */
final class OutboxRow {
  static final List<Field<?>> COLUMNS =
      List.of(
          FLOW_OUTBOX.OWNER_ID,
          FLOW_OUTBOX.VERSION,
          FLOW_OUTBOX.ORDINAL,
          FLOW_OUTBOX.TYPE,
          FLOW_OUTBOX.RESOURCE,
          FLOW_OUTBOX.TM_CREATE);

  private OutboxRow() {}

  /**
   * Stores what the world is to know of a change; perhaps nothing.
   *
   * @param version the one that the change makes
   */
  static List<SqlStatement> inserts(
      UUID owner,
      long version,
      List<Announcement> announcements,
      Instant now,
      SqlStatement.Insertion insertion) {
    var statements = new ArrayList<SqlStatement>(announcements.size());
    for (int ordinal = 0; ordinal < announcements.size(); ordinal++) {
      Announcement announcement = announcements.get(ordinal);
      statements.add(
          insertion.of(
              FLOW_OUTBOX,
              COLUMNS,
              List.of(
                  owner,
                  version,
                  ordinal,
                  announcement.type().wireName(),
                  text(announcement),
                  now)));
    }
    return statements;
  }

  static Outbox.Key keyOf(Record row) {
    return new Outbox.Key(
        row.get(FLOW_OUTBOX.OWNER_ID), row.get(FLOW_OUTBOX.VERSION), row.get(FLOW_OUTBOX.ORDINAL));
  }

  /** Of a flow all, of an activeflow what its own row will not tell. */
  private static String text(Announcement announcement) {
    return switch (announcement) {
      case OfFlow told -> FlowJson.write(told.flow()).toString();
      case OfActiveflow told -> PassageJson.write(told.activeflow()).toString();
    };
  }

  static Outbox.Waiting toWaiting(Record row) {
    return new Outbox.Waiting(
        keyOf(row), EventType.of(row.get(FLOW_OUTBOX.TYPE)), row.get(FLOW_OUTBOX.TM_CREATE));
  }

  static boolean isOfFlow(Record row) {
    return !EventType.of(row.get(FLOW_OUTBOX.TYPE)).isOfActiveflow();
  }

  static Outbox.Entry toFlowEntry(Record row) {
    return new Outbox.Entry(
        keyOf(row),
        Announcement.of(
            EventType.of(row.get(FLOW_OUTBOX.TYPE)),
            FlowJson.read(Json.of(row.get(FLOW_OUTBOX.RESOURCE)))));
  }

  /**
   * @param stored the activeflow as it is by now
   */
  static Outbox.Entry toActiveflowEntry(Record row, Activeflow stored) {
    return new Outbox.Entry(
        keyOf(row),
        Announcement.of(
            EventType.of(row.get(FLOW_OUTBOX.TYPE)),
            PassageJson.read(Json.of(row.get(FLOW_OUTBOX.RESOURCE)), stored)));
  }
}
