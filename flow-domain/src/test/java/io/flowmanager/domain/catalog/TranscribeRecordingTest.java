package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.ALICE;
import static io.flowmanager.authoring.rehearse.Examples.BOB;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_RECORDING;
import static io.flowmanager.authoring.rehearse.Examples.RECORDING;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.RecordingId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.CallRequest.CallDetails;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.TranscribeRequest.StartTranscribe;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscribeRecordingTest {
  private static final Action TRANSCRIBE = action("transcribe_recording", "{'language': 'en-US'}");

  private static CallDetails recorded(RecordingId... recordings) {
    return new CallDetails("progressing", "incoming", ALICE, BOB, List.of(recordings));
  }

  private static StartTranscribe of(RecordingId recording) {
    var reference = new Reference(ReferenceType.RECORDING, new ReferenceId(recording.value()));
    return new StartTranscribe(
        CUSTOMER, ACTIVEFLOW, FlowId.NONE, reference, "en-US", "both", "", Webhook.NONE);
  }

  @Test
  void writesDownEachRecordingInOrder() {
    perform(onCall(TRANSCRIBE))
        .asks(new GetCall(CALL), recorded(RECORDING, OTHER_RECORDING))
        .asks(of(RECORDING), Done.DONE)
        .asks(of(OTHER_RECORDING), Done.DONE)
        .carriesOn();
  }

  @Test
  void leavesTheOthersWhereOneFails() {
    rehearse(onCall(TRANSCRIBE, talk(action(2))))
        .asks(new GetCall(CALL), recorded(RECORDING, OTHER_RECORDING))
        .asksInVain(of(RECORDING), noAnswer())
        .handsOver(action(2));
  }

  @Test
  void asksNobodyWhereThereIsNoCall() {
    perform(onApi(TRANSCRIBE)).carriesOn();
  }
}
