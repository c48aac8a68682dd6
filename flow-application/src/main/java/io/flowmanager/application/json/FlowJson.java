package io.flowmanager.application.json;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.flow.Flow.Times;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.DirectId;
import io.flowmanager.domain.id.FlowId;

/**
 * A flow: {@code {"id", "customer_id", "type", "name", "detail", "persist", "actions", "direct_id",
 * "direct_hash", "on_complete_flow_id", "user_id", "webhook_uri", "tm_create", "tm_update",
 * "tm_delete"}}.
 *
 * <p>Left out where they are empty: type and direct_hash, and what only callers of the first
 * version know, user_id and webhook_uri. The others those callers count on.
 */
public final class FlowJson {
  private FlowJson() {}

  public static Json write(Flow flow) {
    var json = new JsonWriter();
    write(json, flow);
    return json.done();
  }

  static void write(JsonWriter json, Flow flow) {
    json.beginObject();
    json.name("id").id(flow.id().value());
    json.name("customer_id").id(flow.customer().value());
    json.textUnlessEmpty("type", flow.type());
    json.name("name").text(flow.label().name());
    json.name("detail").text(flow.label().detail());
    json.name("persist").flag(flow.persistent());
    ActionJson.writeAll(json.name("actions"), flow.actions());
    json.name("direct_id").id(flow.direct().id().value());
    json.textUnlessEmpty("direct_hash", flow.direct().hash());
    json.name("on_complete_flow_id").id(flow.onComplete().value());
    if (flow.legacy().userId() != 0) {
      json.name("user_id").number(flow.legacy().userId());
    }
    json.textUnlessEmpty("webhook_uri", flow.legacy().webhookUri());
    json.name("tm_create").time(flow.times().created());
    json.name("tm_update").time(flow.times().updated());
    json.name("tm_delete").time(flow.times().deleted());
    json.endObject();
  }

  /**
   * The flow in a text of our own.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static Flow read(Json json) {
    Body body = Body.of("", JsonReader.OWN.read(json.utf8()));
    return new Flow(
        body.id("id", FlowId::new),
        body.id("customer_id", CustomerId::new),
        body.text("type"),
        new Label(body.text("name"), body.text("detail")),
        body.flag("persist"),
        ActionsInterner.SHARED.same(body.actions("actions")),
        new Direct(body.id("direct_id", DirectId::new), body.text("direct_hash")),
        body.id("on_complete_flow_id", FlowId::new),
        new Legacy(body.integer("user_id"), body.text("webhook_uri")),
        new Times(body.requiredTime("tm_create"), body.time("tm_update"), body.time("tm_delete")));
  }

  /**
   * An action of a flow, as who asks for it by its id is answered: the action, and all of it again
   * under the names that the first version's description gives it, with the flow's id and the id of
   * the action that follows.
   */
  public static Json writeAction(Flow flow, Action action) {
    var json = new JsonWriter();
    json.beginObject();
    ActionJson.writeMembers(json, action);
    json.name("action").text(action.type());
    json.name("next_action").id(following(flow, action).value());
    json.name("flow_id").id(flow.id().value());
    ValueJson.write(json.name("data"), action.options().members());
    json.endObject();
    return json.done();
  }

  private static ActionId following(Flow flow, Action action) {
    if (!action.next().isNone()) {
      return action.next();
    }
    int below = flow.actions().indexOf(action) + 1;
    return below < flow.actions().size() ? flow.actions().get(below).id() : ActionId.FINISH;
  }
}
