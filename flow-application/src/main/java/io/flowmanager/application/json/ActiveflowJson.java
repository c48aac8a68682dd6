package io.flowmanager.application.json;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Stack;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import java.util.List;
import java.util.Optional;

/**
 * An activeflow, as answers and events carry it; its variables are no part of it.
 *
 * <p>Left out where they are empty: reference_type, webhook_uri, webhook_method, executed_actions,
 * user_id. Callers of the first version find call_id (what it runs for, if that is a call),
 * execute_count and actions (the main stack's) besides.
 */
public final class ActiveflowJson {
  private ActiveflowJson() {}

  public static Json write(Activeflow activeflow) {
    return write(activeflow, true);
  }

  /** The same without actions, unless a caller of the first version created it: they are long. */
  public static Json writeForEvents(Activeflow activeflow) {
    return write(activeflow, activeflow.origin().legacy());
  }

  static void writeForEvents(JsonWriter json, Activeflow activeflow) {
    write(json, activeflow, activeflow.origin().legacy());
  }

  private static Json write(Activeflow activeflow, boolean actions) {
    JsonWriter json = writer(activeflow);
    write(json, activeflow, actions);
    return json.done();
  }

  private static void write(JsonWriter json, Activeflow activeflow, boolean actions) {
    json.beginObject();
    writeMembers(json, activeflow);
    if (actions) {
      ActionsJsonCache.SHARED.write(json.name("actions"), mainActions(activeflow));
    }
    writeTimes(json, activeflow.times());
    json.endObject();
  }

  /** A writer with room for an activeflow, so that it seldom has to grow. */
  static JsonWriter writer(Activeflow activeflow) {
    int actions = activeflow.progress().executed().size();
    for (Stack stack : activeflow.stacks().byId().values()) {
      actions += stack.actions().size();
    }
    return new JsonWriter(2048 + actions * ActionJson.USUAL_BYTES);
  }

  private static List<Action> mainActions(Activeflow activeflow) {
    return activeflow.stacks().stack(StackId.MAIN).map(Stack::actions).orElse(List.of());
  }

  /** All but the times, which come last. */
  static void writeMembers(JsonWriter json, Activeflow activeflow) {
    Origin origin = activeflow.origin();
    writeOrigin(json, activeflow);
    if (origin.reference().type() == ReferenceType.CALL) {
      json.name("call_id").id(origin.reference().id().value());
    }
    if (origin.userId() != 0) {
      json.name("user_id").number(origin.userId());
    }
    StacksJson.write(json.name("stack_map"), activeflow.stacks());
    json.name("current_stack_id").id(activeflow.cursor().stack().value());
    ActionJson.write(json.name("current_action"), activeflow.cursor().action());
    Optional<Place> forward = activeflow.cursor().forward();
    json.name("forward_stack_id").id(forward.map(Place::stack).orElse(StackId.NONE).value());
    writeForwardAction(json, forward);
    json.name("execute_count").number(activeflow.progress().count());
    writeExecuted(json, activeflow);
  }

  private static void writeOrigin(JsonWriter json, Activeflow activeflow) {
    Origin origin = activeflow.origin();
    json.name("id").id(activeflow.id().value());
    json.name("customer_id").id(origin.customer().value());
    json.name("flow_id").id(origin.flow().value());
    json.name("status").text(activeflow.status().wireName());
    json.textUnlessEmpty("reference_type", origin.reference().type().wireName());
    json.name("reference_id").id(origin.reference().id().value());
    json.name("reference_activeflow_id").id(origin.parent().value());
    json.name("on_complete_flow_id").id(origin.onComplete().value());
    json.textUnlessEmpty("webhook_uri", origin.webhook().uri());
    json.textUnlessEmpty("webhook_method", origin.webhook().method());
  }

  private static void writeForwardAction(JsonWriter json, Optional<Place> forward) {
    json.name("forward_action_id").id(forward.map(Place::action).orElse(ActionId.NONE).value());
  }

  private static void writeExecuted(JsonWriter json, Activeflow activeflow) {
    if (!activeflow.progress().executed().isEmpty()) {
      StepsJsonCache.SHARED.write(json.name("executed_actions"), activeflow.progress().executed());
    }
  }

  static void writeTimes(JsonWriter json, Activeflow.Times times) {
    json.name("tm_create").time(times.created());
    json.name("tm_update").time(times.updated());
    json.name("tm_delete").time(times.deleted());
  }

  /**
   * The activeflow as a customer's webhook is told of it. Source: bin-flow-manager, WebhookMessage.
   */
  public static Json writeForCustomer(Activeflow activeflow) {
    JsonWriter json = writerForCustomer(activeflow);
    writeForCustomer(json, activeflow);
    return json.done();
  }

  static JsonWriter writerForCustomer(Activeflow activeflow) {
    return new JsonWriter(2048 + activeflow.progress().executed().size() * ActionJson.USUAL_BYTES);
  }

  static void writeForCustomer(JsonWriter json, Activeflow activeflow) {
    json.beginObject();
    writeOrigin(json, activeflow);
    ActionJson.write(json.name("current_action"), activeflow.cursor().action());
    writeForwardAction(json, activeflow.cursor().forward());
    writeExecuted(json, activeflow);
    writeTimes(json, activeflow.times());
    json.endObject();
  }

  /**
   * The answer to whoever asked for the next action. Who knows only the first version is told to
   * hang up at the end; all others know what the end's id means.
   */
  public static Json writeNext(Action next, Activeflow activeflow) {
    boolean hangUp = activeflow.origin().legacy() && next.id().equals(ActionId.FINISH);
    return ActionJson.writeStep(
        hangUp ? next.withType("hangup") : next, activeflow.progress().count());
  }
}
