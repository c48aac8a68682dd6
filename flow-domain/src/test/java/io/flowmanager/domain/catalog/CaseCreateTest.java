package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ALICE;
import static io.flowmanager.authoring.rehearse.Examples.BOB;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CASE;
import static io.flowmanager.authoring.rehearse.Examples.CONVERSATION;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.onConversation;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.ContactRequest.AddNote;
import io.flowmanager.domain.step.ContactRequest.Channel;
import io.flowmanager.domain.step.ContactRequest.CreateCase;
import io.flowmanager.domain.step.ConversationRequest.ConversationDetails;
import io.flowmanager.domain.step.ConversationRequest.GetConversation;
import io.flowmanager.domain.step.Done;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseCreateTest {
  private static final Action CREATE =
      action("case_create", "{'name': 'a name', 'detail': 'a detail', 'note': 'a note'}");
  private static final ReferenceId OWN = new ReferenceId(CALL.value());

  private static CallDetails call(String direction, Address source, Address destination) {
    return new CallDetails("progressing", direction, source, destination, List.of());
  }

  @Test
  void opensACaseForWhoCallsAndNotesIt() {
    perform(onCall(CREATE))
        .asks(new GetCall(CALL), call("incoming", ALICE, BOB))
        .asks(new CreateCase(CUSTOMER, BOB, ALICE, Channel.CALL, OWN, "a name", "a detail"), CASE)
        .sets("contact_case_id", CASE.toString())
        .asks(new AddNote(CUSTOMER, CASE, "a note"), Done.DONE)
        .carriesOn();
  }

  @Test
  void opensItForWhoIsCalled() {
    perform(onCall(CREATE))
        .asks(new GetCall(CALL), call("outgoing", ALICE, BOB))
        .asks(new CreateCase(CUSTOMER, ALICE, BOB, Channel.CALL, OWN, "a name", "a detail"), CASE)
        .sets("contact_case_id", CASE.toString())
        .asks(new AddNote(CUSTOMER, CASE, "a note"), Done.DONE)
        .carriesOn();
  }

  @Test
  void opensItForWhoWrites() {
    perform(onConversation(action("case_create", "{}")))
        .asks(new GetConversation(CONVERSATION), new ConversationDetails(ALICE, BOB))
        .asks(
            new CreateCase(
                CUSTOMER,
                ALICE,
                BOB,
                Channel.CONVERSATION,
                new ReferenceId(CONVERSATION.value()),
                "",
                ""),
            CASE)
        .sets("contact_case_id", CASE.toString())
        .carriesOn();
  }

  @Test
  void opensOneCaseOnly() {
    perform(carrying(CaseCreate.CASE_ID, "there is one", onCall(CREATE)))
        .asks(new GetCall(CALL), call("incoming", ALICE, BOB))
        .carriesOn();
  }

  @Test
  void opensNoneWhereNobodyKnowsWhoThePeerIs() {
    perform(onCall(CREATE)).asks(new GetCall(CALL), call("", ALICE, BOB)).carriesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "ai", "ai_team", "conference", "extension", "sip"})
  void opensNoneForOneOfOurs(String type) {
    perform(onCall(CREATE))
        .asks(new GetCall(CALL), call("incoming", Address.of(type, "x"), BOB))
        .carriesOn();
  }

  @Test
  void asksNobodyWhereThereIsNeitherCallNorConversation() {
    perform(onApi(CREATE)).carriesOn();
  }

  @Test
  void knowsThePeerByTheOneFormOfTheirAddress() {
    perform(onCall(action("case_create", "{}")))
        .asks(new GetCall(CALL), call("incoming", Address.of("email", " Bob@EXAMPLE.com "), BOB))
        .asks(
            new CreateCase(
                CUSTOMER, BOB, Address.of("email", "bob@example.com"), Channel.CALL, OWN, "", ""),
            CASE)
        .sets("contact_case_id", CASE.toString())
        .carriesOn();
  }

  @Test
  void remembersTheCaseEvenIfItsNoteCanNotBeWritten() {
    var after =
        rehearse(onCall(CREATE, talk(action(2))))
            .asks(new GetCall(CALL), call("incoming", ALICE, BOB))
            .asks(
                new CreateCase(CUSTOMER, BOB, ALICE, Channel.CALL, OWN, "a name", "a detail"), CASE)
            .asksInVain(new AddNote(CUSTOMER, CASE, "a note"), noAnswer())
            .handsOver(action(2))
            .activeflow();

    assertThat(after.variables().valueOf("contact_case_id")).isEqualTo(CASE.toString());
  }

  @Test
  void isNothingToEndACallFor() {
    rehearse(onCall(CREATE, talk(action(2))))
        .asksInVain(new GetCall(CALL), noAnswer())
        .handsOver(action(2));
  }
}
