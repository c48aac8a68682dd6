package io.flowmanager.app.observe.logging;

import io.flowmanager.application.json.EnvelopeJson.Event;
import io.flowmanager.rabbitmq.inbound.Reaction;

/** Says in the log which event a line belongs to. */
public final class NamedReactions implements Reaction {
  private final Reaction reaction;

  public NamedReactions(Reaction reaction) {
    this.reaction = reaction;
  }

  @Override
  public boolean react(Event event) {
    LogFields.begin();
    LogFields.put(LogFields.PUBLISHER, event.publisher());
    LogFields.put(LogFields.EVENT, event.type());
    return reaction.react(event);
  }
}
