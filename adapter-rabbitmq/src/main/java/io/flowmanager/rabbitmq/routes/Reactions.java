package io.flowmanager.rabbitmq.routes;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.application.reaction.CallHungUp;
import io.flowmanager.application.reaction.CustomerDeleted;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.rabbitmq.inbound.Reaction;
import jakarta.inject.Inject;

/** Every event of others that something is done about, one line each. */
public final class Reactions implements Reaction {
  private final CustomerDeleted customerDeleted;
  private final CallHungUp callHungUp;

  @Inject
  public Reactions(CustomerDeleted customerDeleted, CallHungUp callHungUp) {
    this.customerDeleted = customerDeleted;
    this.callHungUp = callHungUp;
  }

  @Override
  public boolean react(Event event) {
    return switch (event.publisher() + " " + event.type()) {
      case "customer-manager customer_deleted" -> {
        customerDeleted.react(data(event).id("id", CustomerId::new));
        yield true;
      }
      case "call-manager call_hangup" -> {
        callHungUp.react(data(event).id("activeflow_id", ActiveflowId::new));
        yield true;
      }
      case String somethingElse -> false;
    };
  }

  private static Body data(Event event) {
    return Body.of(event.data().orElse(Value.Nothing.NOTHING));
  }
}
