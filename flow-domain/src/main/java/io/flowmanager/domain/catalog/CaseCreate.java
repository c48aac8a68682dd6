package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.id.ConversationId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.ContactRequest.AddNote;
import io.flowmanager.domain.step.ContactRequest.Channel;
import io.flowmanager.domain.step.ContactRequest.CreateCase;
import io.flowmanager.domain.step.ConversationRequest.GetConversation;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import java.util.Set;

/**
 * Opens a case at the contact-manager for who calls or writes, unless this activeflow has one. Its
 * id is then in the variable {@value #CASE_ID}.
 *
 * @param note empty: none
 * @param sync not used: the flow always waits
 */
record CaseCreate(String name, String detail, String note, boolean sync) {
  /** The variable with the case's id. The ai-manager sets it as well. */
  public static final String CASE_ID = "contact_case_id";

  /** Whose address says nothing of who they are, or who is one of us. */
  private static final Set<String> NO_CONTACTS =
      Set.of("", "agent", "ai", "ai_team", "conference", "extension", "sip");

  public static final ActionType<CaseCreate> TYPE =
      ActionType.performed("case_create", Medium.ANY, CaseCreate::read, CaseCreate::begin)
          .carryingOnWhenItFails()
          .outlined(outline -> outline.reading(CASE_ID))
          .described(
              "Opens a case for who calls or writes, unless this activeflow has one. Its id is then"
                  + " in the variable contact_case_id.",
              option("name", TEXT, "What the case is called."),
              option("detail", TEXT, "What it is about."),
              option("note", TEXT, "A first note; empty: none."),
              option("sync", FLAG, "Not used: the flow always waits."));

  /** The two sides of a call or conversation, as the platform sees them. */
  private record Parties(Address self, Address peer) {}

  private static CaseCreate read(Options options) {
    return new CaseCreate(
        options.text("name"), options.text("detail"), options.text("note"), options.flag("sync"));
  }

  private Step begin(Execution execution) {
    Reference own = execution.reference();
    return switch (own.type()) {
      case CALL ->
          Step.ask(
              new GetCall(execution.call()),
              call -> open(partiesOf(call), Channel.CALL, execution));
      case CONVERSATION ->
          Step.ask(
              new GetConversation(new ConversationId(own.id().value())),
              conversation ->
                  open(
                      new Parties(conversation.self(), conversation.peer()),
                      Channel.CONVERSATION,
                      execution));
      case NONE, AI, API, CAMPAIGN, RECORDING, TRANSCRIBE, WEBCHAT -> Step.carryOn();
    };
  }

  private static Parties partiesOf(CallDetails call) {
    return switch (call.direction()) {
      case "incoming" -> new Parties(call.destination(), call.source());
      case "outgoing" -> new Parties(call.source(), call.destination());
      default -> new Parties(Address.NONE, Address.NONE);
    };
  }

  private Step open(Parties parties, Channel channel, Execution execution) {
    boolean open = !execution.variables().valueOf(CASE_ID).isEmpty();
    if (open || NO_CONTACTS.contains(parties.peer().type())) {
      return Step.carryOn();
    }
    return Step.ask(
        new CreateCase(
            execution.customer(),
            parties.self(),
            parties.peer().normalised(),
            channel,
            execution.reference().id(),
            name,
            detail),
        created -> Step.set(CASE_ID, created.toString(), describe(created, execution)));
  }

  private Step describe(CaseId created, Execution execution) {
    return note.isEmpty()
        ? Step.carryOn()
        : Step.ask(new AddNote(execution.customer(), created, note));
  }
}
