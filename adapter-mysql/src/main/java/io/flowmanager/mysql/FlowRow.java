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
import org.jooq.Record;

/** A flow as a row. Its version and its expiry are the repository's. */
final class FlowRow {
  static final Columns<Flow> COLUMNS =
      new Columns<Flow>()
          .with(FLOW_FLOWS.ID, flow -> flow.id().value())
          .with(FLOW_FLOWS.CUSTOMER_ID, flow -> flow.customer().value())
          .with(FLOW_FLOWS.TYPE, Flow::type)
          .with(FLOW_FLOWS.NAME, flow -> flow.label().name())
          .with(FLOW_FLOWS.DETAIL, flow -> flow.label().detail())
          .with(FLOW_FLOWS.PERSIST, Flow::persistent)
          .with(
              FLOW_FLOWS.ACTIONS, Flow::actions, actions -> ActionJson.writeAll(actions).toString())
          .with(FLOW_FLOWS.DIRECT_ID, flow -> flow.direct().id().value())
          .with(FLOW_FLOWS.DIRECT_HASH, flow -> flow.direct().hash())
          .with(FLOW_FLOWS.ON_COMPLETE_FLOW_ID, flow -> flow.onComplete().value())
          .with(FLOW_FLOWS.USER_ID, flow -> flow.legacy().userId())
          .with(FLOW_FLOWS.WEBHOOK_URI, flow -> flow.legacy().webhookUri())
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
        Rows.text(row, FLOW_FLOWS.TYPE),
        new Label(Rows.text(row, FLOW_FLOWS.NAME), Rows.text(row, FLOW_FLOWS.DETAIL)),
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
