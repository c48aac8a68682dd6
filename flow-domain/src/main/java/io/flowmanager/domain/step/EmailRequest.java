package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.ReferenceId;
import java.util.List;

/** A request to the email-manager. */
public sealed interface EmailRequest<R> extends Request<R> {

  /** Sends a mail. */
  record SendEmail(
      CustomerId customer,
      ActiveflowId activeflow,
      List<Address> destinations,
      String subject,
      String content,
      List<Attachment> attachments)
      implements EmailRequest<Done> {
    public SendEmail {
      requireNonNull(customer, "customer");
      requireNonNull(activeflow, "activeflow");
      destinations = List.copyOf(destinations);
      requireNonNull(subject, "subject");
      requireNonNull(content, "content");
      attachments = List.copyOf(attachments);
    }

    @Override
    public Done usualAnswer(Outside outside) {
      return Done.DONE;
    }
  }

  /**
   * Something that goes with a mail.
   *
   * @param type "recording"
   */
  record Attachment(String type, ReferenceId id) {
    public Attachment {
      requireNonNull(type, "type");
      requireNonNull(id, "id");
    }
  }
}
