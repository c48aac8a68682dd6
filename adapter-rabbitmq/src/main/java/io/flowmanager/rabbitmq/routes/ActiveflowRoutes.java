package io.flowmanager.rabbitmq.routes;

import io.flowmanager.application.activeflow.AddActions;
import io.flowmanager.application.activeflow.ContinueActiveflow;
import io.flowmanager.application.activeflow.CreateActiveflow;
import io.flowmanager.application.activeflow.CreateActiveflow.NewActiveflow;
import io.flowmanager.application.activeflow.DeleteActiveflow;
import io.flowmanager.application.activeflow.ExecuteActiveflow;
import io.flowmanager.application.activeflow.ExecuteNextAction;
import io.flowmanager.application.activeflow.ForwardActiveflow;
import io.flowmanager.application.activeflow.GetActiveflow;
import io.flowmanager.application.activeflow.GetHistory;
import io.flowmanager.application.activeflow.Interpreter.NextAction;
import io.flowmanager.application.activeflow.ListActiveflows;
import io.flowmanager.application.activeflow.PushActions;
import io.flowmanager.application.activeflow.StopActiveflow;
import io.flowmanager.application.activeflow.StopService;
import io.flowmanager.application.json.ActiveflowJson;
import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.HistoryJson;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.engine.StandingOn;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.rabbitmq.inbound.Answer;
import jakarta.inject.Inject;
import java.util.List;

/** Reads requests about activeflows, and writes their answers. */
public final class ActiveflowRoutes {
  private static final String CURRENT_ACTION = "current_action_id";

  private final Reading reading;
  private final Stepping stepping;
  private final Steering steering;

  @Inject
  public ActiveflowRoutes(Reading reading, Stepping stepping, Steering steering) {
    this.reading = reading;
    this.stepping = stepping;
    this.steering = steering;
  }

  /** The use cases that only look. */
  public record Reading(GetActiveflow get, GetHistory history, ListActiveflows list) {
    @Inject
    public Reading {}
  }

  /** The use cases that begin, move on and end an activeflow. */
  public record Stepping(
      CreateActiveflow create,
      ExecuteNextAction next,
      ExecuteActiveflow execute,
      ContinueActiveflow goOn,
      StopActiveflow stop,
      DeleteActiveflow delete) {
    @Inject
    public Stepping {}
  }

  /** The use cases that change its way. */
  public record Steering(
      ForwardActiveflow forward, PushActions push, AddActions add, StopService stopService) {
    @Inject
    public Steering {}
  }

  Answer list(Arguments arguments) {
    List<Activeflow> activeflows =
        reading
            .list()
            .list(Listing.filter(arguments, ActiveflowKey.values()), Listing.page(arguments));
    return Answer.of(Json.array(activeflows.stream().map(ActiveflowJson::write).toList()));
  }

  Answer create(Arguments arguments) {
    Body body = arguments.body();
    return answer(
        stepping
            .create()
            .create(isLegacy(body) ? legacy(body) : wanted(body), arguments.arrival()));
  }

  /** The first version's callers name a call, and it names the activeflow. */
  private static boolean isLegacy(Body body) {
    return !body.id("call_id", ReferenceId::new).isNone()
        && body.id("id", ActiveflowId::new).isNone()
        && body.id("reference_id", ReferenceId::new).isNone();
  }

  private static NewActiveflow legacy(Body body) {
    ReferenceId call = body.id("call_id", ReferenceId::new);
    return wanted(
        body, new ActiveflowId(call.value()), new Reference(ReferenceType.CALL, call), true);
  }

  private static NewActiveflow wanted(Body body) {
    return wanted(
        body,
        body.id("id", ActiveflowId::new),
        new Reference(
            ReferenceType.of(body.text("reference_type")),
            body.id("reference_id", ReferenceId::new)),
        false);
  }

  private static NewActiveflow wanted(
      Body body, ActiveflowId id, Reference reference, boolean legacy) {
    return new NewActiveflow(
        id,
        body.id("customer_id", CustomerId::new),
        body.id("flow_id", FlowId::new),
        reference,
        body.id("reference_activeflow_id", ActiveflowId::new),
        new Webhook(body.text("webhook_uri"), body.text("webhook_method")),
        body.texts("variables"),
        legacy);
  }

  Answer get(Arguments arguments) {
    return answer(reading.get().get(activeflow(arguments)));
  }

  Answer history(Arguments arguments) {
    return Answer.of(HistoryJson.write(reading.history().of(activeflow(arguments))));
  }

  Answer delete(Arguments arguments) {
    return answer(stepping.delete().delete(activeflow(arguments)));
  }

  Answer next(Arguments arguments) {
    NextAction next = stepping.next().execute(activeflow(arguments), standingOn(arguments));
    return Answer.of(ActiveflowJson.writeNext(next.action(), next.activeflow()));
  }

  Answer execute(Arguments arguments) {
    ActiveflowId id = activeflow(arguments);
    stepping.execute().require(id);
    return Answer.thenDo(() -> stepping.execute().execute(id));
  }

  Answer goOn(Arguments arguments) {
    ActiveflowId id = activeflow(arguments);
    StandingOn asked = standingOn(arguments);
    stepping.goOn().require(id);
    return Answer.thenDo(() -> stepping.goOn().goOn(id, asked));
  }

  /** {@code "step"} is as the action came with it; who does not know of it leaves it out. */
  private static StandingOn standingOn(Arguments arguments) {
    return new StandingOn(
        arguments.body().id(CURRENT_ACTION, ActionId::new), arguments.body().count("step"));
  }

  Answer stop(Arguments arguments) {
    return answer(stepping.stop().stop(activeflow(arguments)));
  }

  Answer forward(Arguments arguments) {
    Body body = arguments.body();
    steering
        .forward()
        .forward(
            activeflow(arguments),
            body.id("forward_action_id", ActionId::new),
            body.flag("forward_now"),
            arguments.arrival());
    return Answer.DONE;
  }

  Answer push(Arguments arguments) {
    return answer(
        steering
            .push()
            .push(activeflow(arguments), arguments.body().actions("actions"), arguments.arrival()));
  }

  Answer add(Arguments arguments) {
    return answer(
        steering
            .add()
            .add(activeflow(arguments), arguments.body().actions("actions"), arguments.arrival()));
  }

  Answer stopService(Arguments arguments) {
    steering
        .stopService()
        .stop(
            activeflow(arguments),
            arguments.body().id("service_id", StackId::new),
            arguments.arrival());
    return Answer.DONE;
  }

  private static ActiveflowId activeflow(Arguments arguments) {
    return arguments.id(0, ActiveflowId::new);
  }

  private static Answer answer(Activeflow activeflow) {
    return Answer.of(ActiveflowJson.write(activeflow));
  }
}
