package io.flowmanager.mysql.store;

import static io.flowmanager.mysql.schema.Tables.FLOW_ACTIVEFLOWS;
import static io.flowmanager.mysql.schema.Tables.FLOW_STEPS;

import io.flowmanager.application.json.ActionJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ServedRequestsText;
import io.flowmanager.application.json.StacksJson;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.json.VariablesJson;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Activeflow.Times;
import io.flowmanager.domain.activeflow.ActiveflowStatus;
import io.flowmanager.domain.activeflow.Cursor;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.activeflow.LastRequest;
import io.flowmanager.domain.activeflow.Note;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Progress;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Stacks;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.variable.Variables;
import io.flowmanager.mysql.commit.Columns;
import io.flowmanager.mysql.commit.NewRow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record;

/** An activeflow as a row, and the actions it has left as rows of steps. */
final class ActiveflowRow {
  private static final UUID NONE = new UUID(0, 0);

  static final Columns<Activeflow> COLUMNS =
      new Columns<Activeflow>()
          .with(FLOW_ACTIVEFLOWS.ID, activeflow -> activeflow.id().value())
          .with(FLOW_ACTIVEFLOWS.CUSTOMER_ID, activeflow -> activeflow.origin().customer().value())
          .with(FLOW_ACTIVEFLOWS.FLOW_ID, activeflow -> activeflow.origin().flow().value())
          .with(
              FLOW_ACTIVEFLOWS.REFERENCE_TYPE,
              activeflow -> activeflow.origin().reference().type().wireName())
          .with(
              FLOW_ACTIVEFLOWS.REFERENCE_ID,
              activeflow -> activeflow.origin().reference().id().value())
          .with(
              FLOW_ACTIVEFLOWS.REFERENCE_ACTIVEFLOW_ID,
              activeflow -> activeflow.origin().parent().value())
          .with(
              FLOW_ACTIVEFLOWS.ON_COMPLETE_FLOW_ID,
              activeflow -> activeflow.origin().onComplete().value())
          .with(FLOW_ACTIVEFLOWS.WEBHOOK_URI, activeflow -> activeflow.origin().webhook().uri())
          .with(
              FLOW_ACTIVEFLOWS.WEBHOOK_METHOD, activeflow -> activeflow.origin().webhook().method())
          .with(FLOW_ACTIVEFLOWS.USER_ID, activeflow -> activeflow.origin().userId())
          .with(FLOW_ACTIVEFLOWS.LEGACY, activeflow -> activeflow.origin().legacy())
          .with(
              FLOW_ACTIVEFLOWS.CHAIN_DEPTH, activeflow -> activeflow.origin().depth(), Rows::orNull)
          .with(FLOW_ACTIVEFLOWS.STATUS, Activeflow::status, ActiveflowStatus::wireName)
          .with(FLOW_ACTIVEFLOWS.STACK_MAP, Activeflow::stacks, StacksJson::write)
          .with(
              FLOW_ACTIVEFLOWS.CURRENT_STACK_ID, activeflow -> activeflow.cursor().stack().value())
          .with(
              FLOW_ACTIVEFLOWS.CURRENT_ACTION,
              activeflow -> activeflow.cursor().action(),
              ActionJson::write)
          .with(
              FLOW_ACTIVEFLOWS.FORWARD_STACK_ID,
              activeflow -> activeflow.cursor().forward(),
              forward -> forward.map(place -> place.stack().value()).orElse(NONE))
          .with(
              FLOW_ACTIVEFLOWS.FORWARD_ACTION_ID,
              activeflow -> activeflow.cursor().forward(),
              forward -> forward.map(place -> place.action().value()).orElse(NONE))
          .with(
              FLOW_ACTIVEFLOWS.CURRENT_FOUND,
              activeflow -> activeflow.cursor().note().found(),
              Rows::orNull)
          .with(
              FLOW_ACTIVEFLOWS.CURRENT_FAILURE,
              activeflow -> activeflow.cursor().note().failure(),
              Rows::orNull)
          .with(FLOW_ACTIVEFLOWS.EXECUTE_COUNT, activeflow -> activeflow.progress().count())
          .with(FLOW_ACTIVEFLOWS.FIRST_STEP, activeflow -> activeflow.progress().forgotten())
          .with(
              FLOW_ACTIVEFLOWS.ASKED_ACTION_ID,
              activeflow -> activeflow.progress().last().from().value())
          .with(FLOW_ACTIVEFLOWS.ASKED_STEP, activeflow -> activeflow.progress().last().step())
          .with(FLOW_ACTIVEFLOWS.ANSWERED, activeflow -> activeflow.progress().last().answered())
          .with(
              FLOW_ACTIVEFLOWS.WORKER_ID,
              activeflow -> activeflow.progress().last().worker().value())
          .with(
              FLOW_ACTIVEFLOWS.SERVED_REQUESTS,
              activeflow -> activeflow.progress().served(),
              ServedRequestsText::write)
          .with(FLOW_ACTIVEFLOWS.VARIABLES, Activeflow::variables, VariablesJson::write)
          .with(FLOW_ACTIVEFLOWS.TM_CREATE, activeflow -> activeflow.times().created())
          .with(
              FLOW_ACTIVEFLOWS.TM_UPDATE, activeflow -> activeflow.times().updated(), Rows::orNull)
          .with(
              FLOW_ACTIVEFLOWS.TM_DELETE, activeflow -> activeflow.times().deleted(), Rows::orNull);

  private static final List<Field<?>> STEP_COLUMNS =
      List.of(
          FLOW_STEPS.ACTIVEFLOW_ID,
          FLOW_STEPS.STEP,
          FLOW_STEPS.ACTION,
          FLOW_STEPS.TM_LEAVE,
          FLOW_STEPS.FOUND,
          FLOW_STEPS.FAILURE);

  /** The columns of a step's row that make a step. */
  static final List<Field<?>> STEP_CONTENTS =
      List.of(
          FLOW_STEPS.STEP,
          FLOW_STEPS.ACTION,
          FLOW_STEPS.TM_LEAVE,
          FLOW_STEPS.FOUND,
          FLOW_STEPS.FAILURE);

  private ActiveflowRow() {}

  /** It as a new row. */
  static NewRow of(Activeflow activeflow) {
    return new NewRow(FLOW_ACTIVEFLOWS, COLUMNS.fields(), COLUMNS.valuesOf(activeflow));
  }

  /** The actions it has left since {@code stored} of them were; those that it has not forgotten. */
  static List<NewRow> steps(Activeflow activeflow, int stored) {
    Progress progress = activeflow.progress();
    return IntStream.range(Math.max(stored, progress.forgotten()), progress.count())
        .mapToObj(step ->
            step(activeflow.id(), step, progress.executed().get(step - progress.forgotten())))
        .toList();
  }

  private static NewRow step(ActiveflowId activeflow, int step, Executed left) {
    return new NewRow(
        FLOW_STEPS,
        STEP_COLUMNS,
        Arrays.asList(
            activeflow.value(),
            step,
            ActionJson.write(left.action()),
            Rows.orNull(left.leftAt()),
            Rows.orNull(left.note().found()),
            Rows.orNull(left.note().failure())));
  }

  static UUID idOf(Record row) {
    return row.get(FLOW_ACTIVEFLOWS.ID);
  }

  private static Executed toExecuted(Record step) {
    return new Executed(
        action(step.get(FLOW_STEPS.ACTION)),
        Optional.ofNullable(step.get(FLOW_STEPS.TM_LEAVE)),
        new Note(
            Optional.ofNullable(step.get(FLOW_STEPS.FOUND)),
            Optional.ofNullable(step.get(FLOW_STEPS.FAILURE))));
  }

  private static Action action(String json) {
    return ActionJson.read(ValueJson.read(Json.of(json)));
  }

  /**
   * The activeflow of a row.
   *
   * @param steps what it had left when they were read, which may have been later: what is more than
   *     the row counts came after it, and what it has forgotten since is not among them
   */
  static Activeflow toActiveflow(Record row, List<? extends Record> steps) {
    return new Activeflow(
        new ActiveflowId(idOf(row)),
        originOf(row),
        ActiveflowStatus.of(Rows.text(row, FLOW_ACTIVEFLOWS.STATUS)),
        Optional.ofNullable(row.get(FLOW_ACTIVEFLOWS.STACK_MAP))
            .map(stacks -> StacksJson.read(Json.of(stacks)))
            .orElseGet(() -> Stacks.of(List.<Action>of())),
        cursorOf(row),
        progressOf(row, steps),
        Optional.ofNullable(row.get(FLOW_ACTIVEFLOWS.VARIABLES))
            .map(variables -> VariablesJson.read(Json.of(variables)))
            .orElse(Variables.NONE),
        new Times(
            row.get(FLOW_ACTIVEFLOWS.TM_CREATE),
            Optional.ofNullable(row.get(FLOW_ACTIVEFLOWS.TM_UPDATE)),
            Optional.ofNullable(row.get(FLOW_ACTIVEFLOWS.TM_DELETE))));
  }

  private static Progress progressOf(Record row, List<? extends Record> steps) {
    int count = countOf(row);
    List<Executed> executed =
        steps.stream()
            .filter(step -> step.get(FLOW_STEPS.STEP) < count)
            .map(ActiveflowRow::toExecuted)
            .toList();
    return new Progress(
        count - executed.size(),
        executed,
        lastRequestOf(row),
        ServedRequestsText.read(row.get(FLOW_ACTIVEFLOWS.SERVED_REQUESTS)));
  }

  private static LastRequest lastRequestOf(Record row) {
    return new LastRequest(
        new ActionId(row.get(FLOW_ACTIVEFLOWS.ASKED_ACTION_ID)),
        row.get(FLOW_ACTIVEFLOWS.ASKED_STEP),
        row.get(FLOW_ACTIVEFLOWS.ANSWERED),
        new ProcessId(row.get(FLOW_ACTIVEFLOWS.WORKER_ID)));
  }

  private static int countOf(Record row) {
    Integer count = row.get(FLOW_ACTIVEFLOWS.EXECUTE_COUNT);
    return count == null ? 0 : count;
  }

  private static Origin originOf(Record row) {
    return new Origin(
        new CustomerId(row.get(FLOW_ACTIVEFLOWS.CUSTOMER_ID)),
        new FlowId(row.get(FLOW_ACTIVEFLOWS.FLOW_ID)),
        new Reference(
            typeOf(Rows.text(row, FLOW_ACTIVEFLOWS.REFERENCE_TYPE)),
            new ReferenceId(row.get(FLOW_ACTIVEFLOWS.REFERENCE_ID))),
        new ActiveflowId(row.get(FLOW_ACTIVEFLOWS.REFERENCE_ACTIVEFLOW_ID)),
        new FlowId(row.get(FLOW_ACTIVEFLOWS.ON_COMPLETE_FLOW_ID)),
        new Webhook(
            Rows.text(row, FLOW_ACTIVEFLOWS.WEBHOOK_URI),
            Rows.text(row, FLOW_ACTIVEFLOWS.WEBHOOK_METHOD)),
        row.get(FLOW_ACTIVEFLOWS.USER_ID),
        row.get(FLOW_ACTIVEFLOWS.LEGACY),
        Optional.ofNullable(row.get(FLOW_ACTIVEFLOWS.CHAIN_DEPTH)));
  }

  /** None for what is not known: the original took any text. The row keeps it. */
  private static ReferenceType typeOf(String name) {
    for (ReferenceType type : ReferenceType.values()) {
      if (type.wireName().equals(name)) {
        return type;
      }
    }
    return ReferenceType.NONE;
  }

  private static Cursor cursorOf(Record row) {
    var forward =
        new Place(
            new StackId(row.get(FLOW_ACTIVEFLOWS.FORWARD_STACK_ID)),
            new ActionId(row.get(FLOW_ACTIVEFLOWS.FORWARD_ACTION_ID)));
    return new Cursor(
        new StackId(row.get(FLOW_ACTIVEFLOWS.CURRENT_STACK_ID)),
        action(row.get(FLOW_ACTIVEFLOWS.CURRENT_ACTION)),
        forward.action().isNone() ? Optional.empty() : Optional.of(forward),
        new Note(
            Optional.ofNullable(row.get(FLOW_ACTIVEFLOWS.CURRENT_FOUND)),
            Optional.ofNullable(row.get(FLOW_ACTIVEFLOWS.CURRENT_FAILURE))));
  }
}
