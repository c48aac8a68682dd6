package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.CALLEE;
import static io.flowmanager.rabbitmq.peer.Examples.CALLER;
import static io.flowmanager.rabbitmq.peer.Examples.CUSTOMER;
import static io.flowmanager.rabbitmq.peer.Examples.REFERENCE;
import static io.flowmanager.rabbitmq.peer.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.ContactRequest.AddNote;
import io.flowmanager.domain.step.ContactRequest.Channel;
import io.flowmanager.domain.step.ContactRequest.CreateCase;
import io.flowmanager.domain.step.Done;
import org.junit.jupiter.api.Test;

class RabbitContactManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitContactManager contacts = new RabbitContactManager(rpc);

  private static final CaseId CASE = new CaseId(id("ce000000"));

  @Test
  void createsACase() {
    rpc.answer("{\"id\":\"ce000000-0000-4000-8000-000000000001\"}");

    CaseId created =
        contacts.createCase(
            new CreateCase(CUSTOMER, CALLEE, CALLER, Channel.CALL, REFERENCE, "name", "detail"));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.contact-manager.request: POST /v1/cases, \"application/json\","
                + " 3 s {\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"self\":{\"type\":\"tel\",\"target\":\"+15550002\"},"
                + "\"peer\":{\"type\":\"tel\",\"target\":\"+15550001\"},"
                + "\"reference_type\":\"call\",\"name\":\"name\",\"detail\":\"detail\","
                + "\"reference_id\":\"ca000000-0000-4000-8000-000000000001\"}");
    assertThat(created).isEqualTo(CASE);
  }

  @Test
  void leavesOutWhatThereIsNotOfACase() {
    rpc.answer("{\"id\":\"ce000000-0000-4000-8000-000000000001\"}");

    contacts.createCase(
        new CreateCase(CUSTOMER, CALLEE, CALLER, Channel.CONVERSATION, ReferenceId.NONE, "", ""));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.contact-manager.request: POST /v1/cases, \"application/json\","
                + " 3 s {\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"self\":{\"type\":\"tel\",\"target\":\"+15550002\"},"
                + "\"peer\":{\"type\":\"tel\",\"target\":\"+15550001\"},"
                + "\"reference_type\":\"conversation_message\"}");
  }

  @Test
  void addsANote() {
    Done added = contacts.addNote(new AddNote(CUSTOMER, CASE, "note"));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.contact-manager.request: POST /v1/cases/ce000000-0000-4000-8000-00"
                + "0000000001/notes, \"application/json\","
                + " 3 s {\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"author_type\":\"system\",\"text\":\"note\"}");
    assertThat(rpc.resource()).isEqualTo("/v1/cases/<case-id>/notes");
    assertThat(added).isEqualTo(Done.DONE);
  }

  @Test
  void expectsACase() {
    rpc.assertUnexpected(
        () ->
            contacts.createCase(
                new CreateCase(CUSTOMER, CALLEE, CALLER, Channel.CALL, REFERENCE, "", "")),
        "[]",
        "{}",
        "{\"id\":null}",
        "{\"id\":\"x\"}");
  }

  @Test
  void doesNotLookAtWhatIsAnsweredToANote() {
    rpc.answer("5");

    assertThat(contacts.addNote(new AddNote(CUSTOMER, CASE, ""))).isEqualTo(Done.DONE);
  }
}
