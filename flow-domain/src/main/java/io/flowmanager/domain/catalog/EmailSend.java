package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ADDRESSES;
import static io.flowmanager.domain.type.OptionDescription.Kind.ATTACHMENTS;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.EmailRequest.Attachment;
import io.flowmanager.domain.step.EmailRequest.SendEmail;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import java.util.List;

/** Sends a mail, and goes on when it has been accepted. */
record EmailSend(
    List<Address> destinations, String subject, String content, List<Attachment> attachments) {

  public static final ActionType<EmailSend> TYPE =
      ActionType.performed("email_send", Medium.ANY, EmailSend::read, EmailSend::begin)
          .dispatchedTo("email-manager")
          .carryingOnWhenItFails()
          .described(
              "Sends a mail, and goes on when it has been accepted.",
              option("destinations", ADDRESSES, "Whom it goes to.").mandatory(),
              option("subject", TEXT, "What it is about."),
              option("content", TEXT, "What it says: plain text or HTML."),
              option("attachments", ATTACHMENTS, "What goes with it: recordings."));

  public EmailSend {
    destinations = List.copyOf(destinations);
    attachments = List.copyOf(attachments);
  }

  private static EmailSend read(Options options) {
    return new EmailSend(
        options.addresses("destinations"),
        options.text("subject"),
        options.text("content"),
        options.objects("attachments").stream().map(EmailSend::attachment).toList());
  }

  private static Attachment attachment(Options options) {
    return new Attachment(
        options.text("reference_type"), options.id("reference_id", ReferenceId::new));
  }

  private Step begin(Execution execution) {
    return Step.ask(
        new SendEmail(
            execution.customer(),
            execution.activeflow().id(),
            destinations,
            subject,
            content,
            attachments));
  }
}
