package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.CustomerId;
import java.util.List;
import java.util.Optional;

/** A request to the message-manager. */
public sealed interface MessageRequest<R> extends Request<R> {

  /**
   * Sends a short message.
   *
   * @param source empty: none was given, which is not the same as an empty one
   */
  record SendMessage(
      CustomerId customer, Optional<Address> source, List<Address> destinations, String text)
      implements MessageRequest<Done> {
    public SendMessage {
      requireNonNull(customer, "customer");
      requireNonNull(source, "source");
      destinations = List.copyOf(destinations);
      requireNonNull(text, "text");
    }

    @Override
    public Done usualAnswer(Outside outside) {
      return Done.DONE;
    }
  }
}
