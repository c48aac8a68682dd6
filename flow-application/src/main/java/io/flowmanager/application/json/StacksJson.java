package io.flowmanager.application.json;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.activeflow.Stack.Return;
import io.flowmanager.domain.activeflow.Stacks;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.Ids;
import io.flowmanager.domain.id.StackId;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * Stacks by their ids, each {@code {"id", "actions", "return_stack_id", "return_action_id"}}, to go
 * on <em>after</em> that action; with {@code "return_at": true}, to go on with that action itself.
 */
public final class StacksJson {
  private StacksJson() {}

  public static Json write(Stacks stacks) {
    var json = new JsonWriter();
    write(json, stacks);
    return json.done();
  }

  static void write(JsonWriter json, Stacks stacks) {
    json.beginObject();
    for (Stack stack : stacks.byId().values()) {
      write(json.name(stack.id().value()), stack);
    }
    json.endObject();
  }

  private static void write(JsonWriter json, Stack stack) {
    json.beginObject();
    json.name("id").id(stack.id().value());
    json.name("actions");
    if (stack.actions().isEmpty()) {
      json.nothing();
    } else {
      ActionsJsonCache.SHARED.write(json, stack.actions());
    }
    Optional<Place> place = stack.returnTo().map(Return::place);
    json.name("return_stack_id").id(place.map(Place::stack).orElse(StackId.NONE).value());
    json.name("return_action_id").id(place.map(Place::action).orElse(ActionId.NONE).value());
    if (stack.returnTo().map(Return::at).orElse(false)) {
      json.name("return_at").flag(true);
    }
    json.endObject();
  }

  /**
   * The stacks in a text of our own, or of the original.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static Stacks read(Json json) {
    return read(Body.of("", JsonReader.OWN.read(json.utf8())));
  }

  static Stacks read(Body body) {
    var stacks = new ArrayList<Stack>();
    for (Map.Entry<String, Value> member : body.members().values().entrySet()) {
      stacks.add(read(idIn(member.getKey()), Body.of(member.getKey(), member.getValue())));
    }
    return Stacks.of(stacks);
  }

  private static StackId idIn(String name) {
    return Ids.parse(name)
        .map(StackId::new)
        .orElseThrow(() ->
            JsonReader.invalid(
                "Expected stacks under their ids (UUIDs), but one is under something else"));
  }

  private static Stack read(StackId id, Body stack) {
    var place =
        new Place(
            stack.id("return_stack_id", StackId::new), stack.id("return_action_id", ActionId::new));
    return new Stack(
        id,
        ActionsInterner.SHARED.same(stack.actions("actions")),
        place.stack().isNone()
            ? Optional.empty()
            : Optional.of(new Return(place, stack.flag("return_at"))));
  }
}
