package io.flowmanager.application.json;

import static java.util.Objects.requireNonNull;

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
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.variable.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A copy of an activeflow from which it can be had back whole, with the version it had: what {@link
 * ActiveflowJson} writes, and what is nobody else's business.
 */
public final class StoredActiveflowJson {
  /** The version of the format: one more whenever older programs could misread it. */
  private static final int FORMAT = 4;

  private StoredActiveflowJson() {}

  /** An activeflow, and how often it had been changed when it was kept. */
  public record Stored(Activeflow activeflow, long version) {
    public Stored {
      requireNonNull(activeflow, "activeflow");
    }
  }

  public static Json write(Activeflow activeflow, long version) {
    JsonWriter json = ActiveflowJson.writer(activeflow);
    json.beginObject();
    json.name("format").number(FORMAT);
    json.name("version").number(version);
    ActiveflowJson.writeMembers(json, activeflow);
    json.name("legacy").flag(activeflow.origin().legacy());
    json.name("depth_told").flag(true);
    activeflow.origin().depth().ifPresent(depth -> json.name("depth").number(depth));
    json.name("steps").beginList();
    activeflow.progress().executed().forEach(step -> write(json, step));
    json.endList();
    json.name("note").beginObject();
    writeMembers(json, activeflow.cursor().note());
    json.endObject();
    LastRequest last = activeflow.progress().last();
    json.name("asked_action_id").id(last.from().value());
    json.name("asked_step").number(last.step());
    json.name("answered").flag(last.answered());
    json.name("worker_id").id(last.worker().value());
    json.name("served_requests").text(ServedRequestsText.write(activeflow.progress().served()));
    VariablesJson.write(json.name("variables"), activeflow.variables());
    ActiveflowJson.writeTimes(json, activeflow.times());
    return json.endObject().done();
  }

  /**
   * The part of a step that is kept besides its action, which is among those that everybody is
   * told.
   */
  private static void write(JsonWriter json, Executed step) {
    json.beginObject();
    json.name("tm_leave").time(step.leftAt());
    writeMembers(json, step.note());
    json.endObject();
  }

  private static void writeMembers(JsonWriter json, Note note) {
    note.found().ifPresent(found -> json.name("found").text(found));
    note.failure().ifPresent(failure -> json.name("failure").text(failure));
  }

  private static Note note(Body body) {
    return new Note(textIn(body, "found"), textIn(body, "failure"));
  }

  private static Optional<String> textIn(Body body, String name) {
    return body.has(name) ? Optional.of(body.text(name)) : Optional.empty();
  }

  /**
   * The activeflow in a copy; empty for one in another format, which another version of this
   * program made. So is one that does not tell of the depth: an older program beside this one can
   * not know that the row has one, and the variable in the copy may say anything by now.
   *
   * @throws FlowException INVALID_REQUEST if the copy is damaged
   */
  public static Optional<Stored> read(Json json) {
    Body body = Body.of("", JsonReader.OWN.read(json.utf8()));
    return body.integer("format") == FORMAT && body.flag("depth_told")
        ? Optional.of(new Stored(activeflow(body), body.integer("version")))
        : Optional.empty();
  }

  private static Activeflow activeflow(Body body) {
    return new Activeflow(
        body.id("id", ActiveflowId::new),
        origin(body),
        ActiveflowStatus.of(body.text("status")),
        StacksJson.read(body.object("stack_map")),
        cursor(body),
        progress(body),
        new Variables(body.texts("variables")),
        new Times(body.requiredTime("tm_create"), body.time("tm_update"), body.time("tm_delete")));
  }

  private static Progress progress(Body body) {
    List<Executed> executed = executed(body);
    int count = body.small("execute_count");
    if (count < executed.size()) {
      throw JsonReader.invalid(
          "Expected an execute_count of at least the steps, %d, but it is %d"
              .formatted(executed.size(), count));
    }
    return new Progress(
        count - executed.size(),
        executed,
        new LastRequest(
            body.id("asked_action_id", ActionId::new),
            body.small("asked_step"),
            body.flag("answered"),
            body.id("worker_id", ProcessId::new)),
        ServedRequestsText.read(body.text("served_requests")));
  }

  private static List<Executed> executed(Body body) {
    List<Action> actions = body.actions("executed_actions");
    List<Body> steps = body.objects("steps");
    if (steps.size() != actions.size()) {
      throw JsonReader.invalid(
          "Expected as many steps as executed_actions, %d, but there are %d"
              .formatted(actions.size(), steps.size()));
    }
    var executed = new ArrayList<Executed>(actions.size());
    for (int step = 0; step < actions.size(); step++) {
      executed.add(
          new Executed(actions.get(step), steps.get(step).time("tm_leave"), note(steps.get(step))));
    }
    return executed;
  }

  private static Origin origin(Body body) {
    return new Origin(
        body.id("customer_id", CustomerId::new),
        body.id("flow_id", FlowId::new),
        new Reference(referenceType(body), body.id("reference_id", ReferenceId::new)),
        body.id("reference_activeflow_id", ActiveflowId::new),
        body.id("on_complete_flow_id", FlowId::new),
        new Webhook(body.text("webhook_uri"), body.text("webhook_method")),
        body.integer("user_id"),
        body.flag("legacy"),
        body.has("depth") ? Optional.of(body.small("depth")) : Optional.empty());
  }

  private static ReferenceType referenceType(Body body) {
    try {
      return ReferenceType.of(body.text("reference_type"));
    } catch (FlowException unknown) {
      throw JsonReader.invalid("Expected a known reference_type, but it is another text");
    }
  }

  private static Cursor cursor(Body body) {
    var forward =
        new Place(
            body.id("forward_stack_id", StackId::new), body.id("forward_action_id", ActionId::new));
    return new Cursor(
        body.id("current_stack_id", StackId::new),
        ActionJson.read(body.object("current_action")),
        forward.stack().isNone() ? Optional.empty() : Optional.of(forward),
        note(body.object("note")));
  }
}
