package io.flowmanager.mysql.store;

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
import io.flowmanager.mysql.commit.Columns;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;

/** A flow as a row. Its version and its expiry are the repository's. */
final class FlowRow {
  /**
   * A text that a temporary flow may have at any length: its column has the beginning, and another
   * one all of it where that is longer.
   *
   * @param most how many code points the column has
   */
  private record AnyLength(
      Field<String> column, Field<String> whole, int most, Function<Flow, String> text) {
    /**
     * A persistent flow's text is written as it is, and the server refuses one that is too long.
     */
    String inColumn(Flow flow) {
      String all = text.apply(flow);
      return isLong(flow) ? all.substring(0, all.offsetByCodePoints(0, most)) : all;
    }

    Optional<String> ifLong(Flow flow) {
      return isLong(flow) ? Optional.of(text.apply(flow)) : Optional.empty();
    }

    private boolean isLong(Flow flow) {
      String all = text.apply(flow);
      return !flow.persistent() && all.codePointCount(0, all.length()) > most;
    }

    /**
     * All of it, unless an older daemon changed it meanwhile, which knows the beginning's column
     * only.
     */
    String of(Record row) {
      String beginning = Rows.text(row, column);
      String all = Rows.text(row, whole);
      return all.startsWith(beginning) && !beginning.isEmpty() ? all : beginning;
    }
  }

  private static final AnyLength TYPE =
      new AnyLength(FLOW_FLOWS.TYPE, FLOW_FLOWS.LONG_TYPE, 255, Flow::type);
  private static final AnyLength NAME =
      new AnyLength(FLOW_FLOWS.NAME, FLOW_FLOWS.LONG_NAME, 255, flow -> flow.label().name());

  /** Fits in any case: the column has 65 535 bytes, and a code point takes up to four. */
  private static final AnyLength DETAIL =
      new AnyLength(
          FLOW_FLOWS.DETAIL, FLOW_FLOWS.LONG_DETAIL, 16_383, flow -> flow.label().detail());

  private static final AnyLength WEBHOOK_URI =
      new AnyLength(
          FLOW_FLOWS.WEBHOOK_URI,
          FLOW_FLOWS.LONG_WEBHOOK_URI,
          1024,
          flow -> flow.legacy().webhookUri());

  static final Columns<Flow> COLUMNS =
      new Columns<Flow>()
          .with(FLOW_FLOWS.ID, flow -> flow.id().value())
          .with(FLOW_FLOWS.CUSTOMER_ID, flow -> flow.customer().value())
          .with(TYPE.column(), TYPE::inColumn)
          .with(TYPE.whole(), TYPE::ifLong, Rows::orNull)
          .with(NAME.column(), NAME::inColumn)
          .with(NAME.whole(), NAME::ifLong, Rows::orNull)
          .with(DETAIL.column(), DETAIL::inColumn)
          .with(DETAIL.whole(), DETAIL::ifLong, Rows::orNull)
          .with(FLOW_FLOWS.PERSIST, Flow::persistent)
          .with(FLOW_FLOWS.ACTIONS, Flow::actions, ActionJson::writeAll)
          .with(FLOW_FLOWS.DIRECT_ID, flow -> flow.direct().id().value())
          .with(FLOW_FLOWS.DIRECT_HASH, flow -> flow.direct().hash())
          .with(FLOW_FLOWS.ON_COMPLETE_FLOW_ID, flow -> flow.onComplete().value())
          .with(FLOW_FLOWS.USER_ID, flow -> flow.legacy().userId())
          .with(WEBHOOK_URI.column(), WEBHOOK_URI::inColumn)
          .with(WEBHOOK_URI.whole(), WEBHOOK_URI::ifLong, Rows::orNull)
          .with(FLOW_FLOWS.TM_CREATE, flow -> flow.times().created())
          .with(FLOW_FLOWS.TM_UPDATE, flow -> flow.times().updated(), Rows::orNull)
          .with(FLOW_FLOWS.TM_DELETE, flow -> flow.times().deleted(), Rows::orNull);

  private FlowRow() {}

  static Versioned<Flow> toVersioned(Record row) {
    return new Versioned<>(toFlow(row), row.get(FLOW_FLOWS.VERSION));
  }

  static Flow toFlow(Record row) {
    return new Flow(
        new FlowId(row.get(FLOW_FLOWS.ID)),
        new CustomerId(row.get(FLOW_FLOWS.CUSTOMER_ID)),
        TYPE.of(row),
        new Label(NAME.of(row), DETAIL.of(row)),
        row.get(FLOW_FLOWS.PERSIST),
        Optional.ofNullable(row.get(FLOW_FLOWS.ACTIONS))
            .map(actions -> ActionJson.readAll(Json.of(actions)))
            .orElse(List.of()),
        new Direct(
            new DirectId(row.get(FLOW_FLOWS.DIRECT_ID)), Rows.text(row, FLOW_FLOWS.DIRECT_HASH)),
        new FlowId(row.get(FLOW_FLOWS.ON_COMPLETE_FLOW_ID)),
        new Legacy(row.get(FLOW_FLOWS.USER_ID), WEBHOOK_URI.of(row)),
        new Times(
            row.get(FLOW_FLOWS.TM_CREATE),
            Optional.ofNullable(row.get(FLOW_FLOWS.TM_UPDATE)),
            Optional.ofNullable(row.get(FLOW_FLOWS.TM_DELETE))));
  }
}
