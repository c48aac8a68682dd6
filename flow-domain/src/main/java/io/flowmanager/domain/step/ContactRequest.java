package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.ReferenceId;

/** A request to the contact-manager. */
public sealed interface ContactRequest<R> extends Request<R> {

  /** The channels that a case can come from. */
  enum Channel {
    CALL("call"),
    CONVERSATION("conversation_message");

    private final String wireName;

    Channel(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /**
   * Opens a case, or finds the open one of the same two parties.
   *
   * @param self our side
   * @param peer the other side
   * @param reference the call or conversation; none: none
   */
  record CreateCase(
      CustomerId customer,
      Address self,
      Address peer,
      Channel channel,
      ReferenceId reference,
      String name,
      String detail)
      implements ContactRequest<CaseId> {
    public CreateCase {
      requireNonNull(customer, "customer");
      requireNonNull(self, "self");
      requireNonNull(peer, "peer");
      requireNonNull(channel, "channel");
      requireNonNull(reference, "reference");
      requireNonNull(name, "name");
      requireNonNull(detail, "detail");
    }

    @Override
    public CaseId usualAnswer(Outside outside) {
      return new CaseId(outside.newId());
    }
  }

  /** Adds a note to a case, in the name of the platform. */
  record AddNote(CustomerId customer, CaseId caseId, String text) implements ContactRequest<Done> {
    public AddNote {
      requireNonNull(customer, "customer");
      requireNonNull(caseId, "caseId");
      requireNonNull(text, "text");
    }

    @Override
    public Done usualAnswer(Outside outside) {
      return Done.DONE;
    }
  }
}
