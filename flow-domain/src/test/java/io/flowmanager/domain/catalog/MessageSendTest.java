package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ALICE;
import static io.flowmanager.authoring.rehearse.Examples.BOB;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onApi;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.MessageRequest.SendMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageSendTest {

  @Test
  void sendsAMessage() {
    var options =
        "{'source': {'type': 'tel', 'target': '+15550001'}, 'destinations': [{'type': 'tel',"
            + " 'target': '+15550002'}], 'text': 'hi'}";

    perform(onApi(action("message_send", options)))
        .asks(new SendMessage(CUSTOMER, Optional.of(ALICE), List.of(BOB), "hi"), Done.DONE)
        .carriesOn();
  }

  @Test
  void tellsNoSourceFromAnEmptyOne() {
    perform(onApi(action("message_send", "{}")))
        .asks(new SendMessage(CUSTOMER, Optional.empty(), List.of(), ""), Done.DONE)
        .carriesOn();
    perform(onApi(action("message_send", "{'source': {}}")))
        .asks(new SendMessage(CUSTOMER, Optional.of(Address.NONE), List.of(), ""), Done.DONE)
        .carriesOn();
  }

  @Test
  void endsTheFlowWhereTheMessageIsNotAccepted() {
    rehearse(onApi(action("message_send", "{}")))
        .asksInVain(new SendMessage(CUSTOMER, Optional.empty(), List.of(), ""), noAnswer())
        .ends(Reason.SERVICE_UNAVAILABLE);
  }
}
