package io.flowmanager.rabbitmq.routes;

import io.flowmanager.application.flow.CheckFlow;
import io.flowmanager.application.flow.CheckFlow.Verdict;
import io.flowmanager.application.flow.CreateFlow;
import io.flowmanager.application.flow.CreateFlow.NewFlow;
import io.flowmanager.application.flow.DeleteFlow;
import io.flowmanager.application.flow.GetFlow;
import io.flowmanager.application.flow.ListFlows;
import io.flowmanager.application.flow.RegenerateDirectHash;
import io.flowmanager.application.flow.UpdateFlow;
import io.flowmanager.application.flow.UpdateFlow.Contents;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.FindingJson;
import io.flowmanager.application.json.FlowJson;
import io.flowmanager.application.json.FlowSchemaJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.Filter.FlowKey;
import io.flowmanager.authoring.check.Purpose;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.rabbitmq.inbound.Answer;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Reads requests about flows, and writes their answers. */
public final class FlowRoutes {
  private final CreateFlow createFlow;
  private final GetFlow getFlow;
  private final ListFlows listFlows;
  private final UpdateFlow updateFlow;
  private final DeleteFlow deleteFlow;
  private final RegenerateDirectHash regenerateDirectHash;
  private final CheckFlow checkFlow;

  @Inject
  public FlowRoutes(
      CreateFlow createFlow,
      GetFlow getFlow,
      ListFlows listFlows,
      UpdateFlow updateFlow,
      DeleteFlow deleteFlow,
      RegenerateDirectHash regenerateDirectHash,
      CheckFlow checkFlow) {
    this.createFlow = createFlow;
    this.getFlow = getFlow;
    this.listFlows = listFlows;
    this.updateFlow = updateFlow;
    this.deleteFlow = deleteFlow;
    this.regenerateDirectHash = regenerateDirectHash;
    this.checkFlow = checkFlow;
  }

  Answer list(Arguments arguments) {
    List<Flow> flows =
        listFlows.list(Listing.filter(arguments, FlowKey.values()), Listing.page(arguments));
    return Answer.of(Json.array(flows.stream().map(FlowJson::write).toList()));
  }

  Answer create(Arguments arguments) {
    Body body = arguments.body();
    return answer(
        createFlow.create(
            new NewFlow(
                body.id("customer_id", CustomerId::new),
                body.text("type"),
                label(body),
                body.actions("actions"),
                onComplete(body),
                body.flag("persist"),
                new Legacy(body.integer("user_id"), body.text("webhook_uri"))),
            arguments.arrival()));
  }

  Answer get(Arguments arguments) {
    return answer(getFlow.get(flow(arguments)));
  }

  Answer update(Arguments arguments) {
    Body body = arguments.body();
    Optional<String> webhookUri =
        body.has("webhook_uri") ? Optional.of(body.text("webhook_uri")) : Optional.empty();
    var contents = new Contents(label(body), body.actions("actions"), onComplete(body), webhookUri);
    return answer(updateFlow.update(flow(arguments), contents));
  }

  Answer delete(Arguments arguments) {
    return answer(deleteFlow.delete(flow(arguments)));
  }

  Answer count(Arguments arguments) {
    long count = listFlows.count(arguments.body().id("customer_id", CustomerId::new));
    return Answer.of(ValueJson.write(Members.EMPTY.with("count", Numeral.of(count))));
  }

  /**
   * {@code {"actions", "type", "reference_type"}}: what is wrong with a flow that nobody stores.
   */
  Answer validate(Arguments arguments) {
    Body body = arguments.body();
    Purpose purpose = Purpose.ofFlow(body.text("type"));
    Verdict verdict =
        check(
            body,
            body.has("reference_type")
                ? purpose.on(ReferenceType.of(body.text("reference_type")))
                : purpose);
    return Answer.of(FindingJson.writeVerdict(verdict.valid(), verdict.findings()));
  }

  private Verdict check(Body body, Purpose purpose) {
    List<Value> written = body.list("actions");
    List<Action> actions;
    try {
      actions = body.actions("actions");
    } catch (FlowException noActions) {
      return checkFlow.check(new Items(written), purpose);
    }
    return checkFlow.check(actions, purpose);
  }

  Answer schema(Arguments arguments) {
    return Answer.of(FlowSchemaJson.write());
  }

  Answer regenerateDirectHash(Arguments arguments) {
    return answer(regenerateDirectHash.regenerate(flow(arguments)));
  }

  Answer updateActions(Arguments arguments) {
    return answer(updateFlow.updateActions(flow(arguments), arguments.body().actions("actions")));
  }

  Answer listActions(Arguments arguments) {
    Flow flow = getFlow.get(flow(arguments));
    return Answer.of(
        Json.array(
            flow.actions().stream().map(action -> FlowJson.writeAction(flow, action)).toList()));
  }

  Answer getAction(Arguments arguments) {
    Flow flow = getFlow.get(flow(arguments));
    return Answer.of(
        FlowJson.writeAction(flow, GetFlow.action(flow, arguments.id(1, ActionId::new))));
  }

  private static FlowId flow(Arguments arguments) {
    return arguments.id(0, FlowId::new);
  }

  private static Label label(Body body) {
    return new Label(body.text("name"), body.text("detail"));
  }

  private static FlowId onComplete(Body body) {
    return body.authorsId("on_complete_flow_id", FlowId::new);
  }

  private static Answer answer(Flow flow) {
    return Answer.of(FlowJson.write(flow));
  }
}
