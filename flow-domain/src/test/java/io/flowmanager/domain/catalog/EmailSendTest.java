package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.RECORDING;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.block;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onApi;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.EmailRequest.Attachment;
import io.flowmanager.domain.step.EmailRequest.SendEmail;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmailSendTest {

  @Test
  void sendsAMailWithAttachments() {
    var options =
        """
        {'destinations': [{'type': 'email', 'target': 'a@b.c'}], 'subject': 's', 'content': 'c',
         'attachments': [{'reference_type': 'recording', 'reference_id': '%s'}]}
        """
            .formatted(RECORDING);

    perform(onApi(action("email_send", options)))
        .asks(
            new SendEmail(
                CUSTOMER,
                ACTIVEFLOW,
                List.of(Address.of("email", "a@b.c")),
                "s",
                "c",
                List.of(new Attachment("recording", new ReferenceId(RECORDING.value())))),
            Done.DONE)
        .carriesOn();
  }

  @Test
  void isNothingToEndAFlowFor() {
    rehearse(onApi(action("email_send", "{}"), block(action(2))))
        .asksInVain(new SendEmail(CUSTOMER, ACTIVEFLOW, List.of(), "", "", List.of()), noAnswer())
        .waits();
  }
}
