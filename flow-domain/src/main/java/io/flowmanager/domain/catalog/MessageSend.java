package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ADDRESS;
import static io.flowmanager.domain.type.OptionDescription.Kind.ADDRESSES;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.MessageRequest.SendMessage;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import java.util.List;
import java.util.Optional;

/** Sends a short message, and goes on when it has been accepted. */
record MessageSend(Optional<Address> source, List<Address> destinations, String text) {

  public static final ActionType<MessageSend> TYPE =
      ActionType.performed("message_send", Medium.ANY, MessageSend::read, MessageSend::begin)
          .dispatchedTo("message-manager")
          .described(
              "Sends a short message, and goes on when it has been accepted.",
              option("source", ADDRESS, "Who sends."),
              option("destinations", ADDRESSES, "Whom it goes to.").mandatory(),
              option("text", TEXT, "What it says."));

  public MessageSend {
    destinations = List.copyOf(destinations);
  }

  private static MessageSend read(Options options) {
    Address source = options.address("source");
    return new MessageSend(
        options.has("source") ? Optional.of(source) : Optional.empty(),
        options.addresses("destinations"),
        options.text("text"));
  }

  private Step begin(Execution execution) {
    return Step.ask(new SendMessage(execution.customer(), source, destinations, text));
  }
}
