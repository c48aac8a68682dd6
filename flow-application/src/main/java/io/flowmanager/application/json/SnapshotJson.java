package io.flowmanager.application.json;

import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Activeflow.Times;
import io.flowmanager.domain.activeflow.ActiveflowStatus;
import io.flowmanager.domain.activeflow.Cursor;
import io.flowmanager.domain.activeflow.LastRequest;
import io.flowmanager.domain.activeflow.Note;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Progress;
import io.flowmanager.domain.activeflow.ServedRequests;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.Optional;

/**
 * An activeflow as it was right after a change, as far as what is stored of it later does not tell:
 * a few hundred bytes in place of its actions and steps.
 */
public final class SnapshotJson {
  private SnapshotJson() {}

  public static Json write(Activeflow activeflow) {
    var json = new JsonWriter();
    json.beginObject();
    json.name("status").text(activeflow.status().wireName());
    json.name("current_stack_id").id(activeflow.cursor().stack().value());
    ActionJson.write(json.name("current_action"), activeflow.cursor().action());
    Optional<Place> forward = activeflow.cursor().forward();
    json.name("forward_stack_id").id(forward.map(Place::stack).orElse(StackId.NONE).value());
    json.name("forward_action_id").id(forward.map(Place::action).orElse(ActionId.NONE).value());
    json.name("execute_count").number(activeflow.progress().count());
    json.name("tm_update").time(activeflow.times().updated());
    json.name("tm_delete").time(activeflow.times().deleted());
    return json.endObject().done();
  }

  /**
   * The activeflow as it was. Its stacks are those it has by now.
   *
   * @param later it, as it was stored then or later
   * @throws FlowException INVALID_REQUEST if the text is damaged
   */
  public static Activeflow read(Json json, Activeflow later) {
    Body body = Body.of("", JsonReader.OWN.read(json.utf8()));
    var forward =
        new Place(
            body.id("forward_stack_id", StackId::new), body.id("forward_action_id", ActionId::new));
    int count = Math.min(body.small("execute_count"), later.progress().count());
    return new Activeflow(
        later.id(),
        later.origin(),
        ActiveflowStatus.of(body.text("status")),
        later.stacks(),
        new Cursor(
            body.id("current_stack_id", StackId::new),
            ActionJson.read(body.object("current_action")),
            forward.action().isNone() ? Optional.empty() : Optional.of(forward),
            Note.NONE),
        progress(count, later.progress()),
        later.variables(),
        new Times(later.times().created(), body.time("tm_update"), body.time("tm_delete")));
  }

  /** The actions that it had left then; those that are forgotten by now can't be told any more. */
  private static Progress progress(int count, Progress later) {
    int forgotten = Math.min(count, later.forgotten());
    return new Progress(
        forgotten,
        later.executed().subList(0, count - forgotten),
        LastRequest.NONE,
        ServedRequests.NONE);
  }
}
