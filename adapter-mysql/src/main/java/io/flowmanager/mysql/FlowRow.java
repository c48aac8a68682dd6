package io.flowmanager.mysql;

import static io.flowmanager.mysql.schema.Tables.FLOW_FLOWS;

import io.flowmanager.application.json.ActionJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.port.Versioned;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.flow.Flow.Times;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.DirectId;
import io.flowmanager.domain.id.FlowId;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;

/** A flow as a row. Its version and its expiry are the repository's. */
final class FlowRow {
  /** How many code points the column has. */
  private static final int NAME_MAX = 255;

  /** What fits in any case: the column has 65 535 bytes, and a code point takes up to four. */
  private static final int DETAIL_MAX = 16_383;

  static final Columns<Flow> COLUMNS =
      new Columns<Flow>()
          .with(FLOW_FLOWS.ID, flow -> flow.id().value())
          .with(FLOW_FLOWS.CUSTOMER_ID, flow -> flow.customer().value())
          .with(FLOW_FLOWS.TYPE, Flow::type)
          .with(FLOW_FLOWS.NAME, flow -> inColumn(flow, flow.label().name(), NAME_MAX))
          .with(FLOW_FLOWS.DETAIL, flow -> inColumn(flow, flow.label().detail(), DETAIL_MAX))
          .with(
              FLOW_FLOWS.LONG_NAME,
              flow -> ifLong(flow, flow.label().name(), NAME_MAX),
              Rows::orNull)
          .with(
              FLOW_FLOWS.LONG_DETAIL,
              flow -> ifLong(flow, flow.label().detail(), DETAIL_MAX),
              Rows::orNull)
          .with(FLOW_FLOWS.PERSIST, Flow::persistent)
          .with(FLOW_FLOWS.ACTIONS, Flow::actions, ActionJson::writeAll)
          .with(FLOW_FLOWS.DIRECT_ID, flow -> flow.direct().id().value())
          .with(FLOW_FLOWS.DIRECT_HASH, flow -> flow.direct().hash())
          .with(FLOW_FLOWS.ON_COMPLETE_FLOW_ID, flow -> flow.onComplete().value())
          .with(FLOW_FLOWS.USER_ID, flow -> flow.legacy().userId())
          .with(FLOW_FLOWS.WEBHOOK_URI, flow -> flow.legacy().webhookUri())
          .with(FLOW_FLOWS.TM_CREATE, flow -> flow.times().created())
          .with(FLOW_FLOWS.TM_UPDATE, flow -> flow.times().updated(), Rows::orNull)
          .with(FLOW_FLOWS.TM_DELETE, flow -> flow.times().deleted(), Rows::orNull);

  private FlowRow() {}

  /**
   * What its own column has of a text: of a temporary flow the beginning at least. A persistent
   * flow's text is written as it is, and the server refuses one that is too long.
   */
  private static String inColumn(Flow flow, String text, int most) {
    return isLong(flow, text, most) ? text.substring(0, text.offsetByCodePoints(0, most)) : text;
  }

  private static Optional<String> ifLong(Flow flow, String text, int most) {
    return isLong(flow, text, most) ? Optional.of(text) : Optional.empty();
  }

  private static boolean isLong(Flow flow, String text, int most) {
    return !flow.persistent() && text.codePointCount(0, text.length()) > most;
  }

  /**
   * Whole, unless an older daemon changed it meanwhile, which knows the beginning's column only.
   */
  private static String whole(Record row, Field<String> column, Field<String> longColumn) {
    String beginning = Rows.text(row, column);
    String text = Rows.text(row, longColumn);
    return text.startsWith(beginning) && !beginning.isEmpty() ? text : beginning;
  }

  static Versioned<Flow> toVersioned(Record row) {
    return new Versioned<>(toFlow(row), row.get(FLOW_FLOWS.VERSION));
  }

  static Flow toFlow(Record row) {
    return new Flow(
        new FlowId(row.get(FLOW_FLOWS.ID)),
        new CustomerId(row.get(FLOW_FLOWS.CUSTOMER_ID)),
        Rows.text(row, FLOW_FLOWS.TYPE),
        new Label(
            whole(row, FLOW_FLOWS.NAME, FLOW_FLOWS.LONG_NAME),
            whole(row, FLOW_FLOWS.DETAIL, FLOW_FLOWS.LONG_DETAIL)),
        row.get(FLOW_FLOWS.PERSIST),
        Optional.ofNullable(row.get(FLOW_FLOWS.ACTIONS))
            .map(actions -> ActionJson.readAll(Json.of(actions)))
            .orElse(List.of()),
        new Direct(
            new DirectId(row.get(FLOW_FLOWS.DIRECT_ID)), Rows.text(row, FLOW_FLOWS.DIRECT_HASH)),
        new FlowId(row.get(FLOW_FLOWS.ON_COMPLETE_FLOW_ID)),
        new Legacy(row.get(FLOW_FLOWS.USER_ID), Rows.text(row, FLOW_FLOWS.WEBHOOK_URI)),
        new Times(
            row.get(FLOW_FLOWS.TM_CREATE),
            Optional.ofNullable(row.get(FLOW_FLOWS.TM_UPDATE)),
            Optional.ofNullable(row.get(FLOW_FLOWS.TM_DELETE))));
  }
}
