package io.flowmanager.application.json;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An action: {@code {"id", "next_id", "type", "option", "tm_execute"}}, without type and option
 * where they are empty. Read as {@link Body} reads, an empty id as none; null is an action without
 * anything.
 */
public final class ActionJson {
  /** The bytes that an action takes, more or less; to make room. */
  static final int USUAL_BYTES = 200;

  private ActionJson() {}

  public static Json write(Action action) {
    var json = new JsonWriter();
    write(json, action);
    return json.done();
  }

  public static Json writeAll(List<Action> actions) {
    var json = new JsonWriter(2 + actions.size() * USUAL_BYTES);
    writeAll(json, actions);
    return json.done();
  }

  static void writeAll(JsonWriter json, List<Action> actions) {
    json.beginList();
    actions.forEach(action -> write(json, action));
    json.endList();
  }

  static void write(JsonWriter json, Action action) {
    json.beginObject();
    writeMembers(json, action);
    json.endObject();
  }

  /** An action that was come to, and with which step: {@code "step"}, from 1. */
  static Json writeStep(Action action, int step) {
    var json = new JsonWriter();
    json.beginObject();
    writeMembers(json, action);
    json.name("step").number(step);
    return json.endObject().done();
  }

  static void writeMembers(JsonWriter json, Action action) {
    json.name("id").id(action.id().value()).name("next_id").id(action.next().value());
    if (!action.type().isEmpty()) {
      json.name("type").text(action.type());
    }
    if (!action.options().isEmpty()) {
      ValueJson.write(json.name("option"), action.options().members());
    }
    json.name("tm_execute").time(action.executedAt());
  }

  /**
   * The action in a value.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static Action read(Value value) {
    return read(Body.of("action", value));
  }

  /**
   * The actions of a list; null is one without any.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static List<Action> readAll(Value value) {
    return readAll("actions", value);
  }

  /** The same for a text of our own; what is read again is the very same list as before. */
  public static List<Action> readAll(Json json) {
    return ActionsInterner.SHARED.same(readAll(JsonReader.OWN.read(json.utf8())));
  }

  /**
   * @param name what messages call the list
   */
  static List<Action> readAll(String name, Value value) {
    List<Value> items = Body.listOf(name, value);
    var actions = new ArrayList<Action>(items.size());
    for (int index = 0; index < items.size(); index++) {
      actions.add(read(Body.of(Body.item(name, index), items.get(index))));
    }
    return List.copyOf(actions);
  }

  static Action read(Body body) {
    return new Action(
        body.authorsId("id", ActionId::new),
        body.authorsId("next_id", ActionId::new),
        body.text("type"),
        new Options(body.object("option").members()),
        executedAt(body));
  }

  private static Optional<Instant> executedAt(Body body) {
    return Timestamps.isNever(body.text("tm_execute")) ? Optional.empty() : body.time("tm_execute");
  }
}
