package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.CALL;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.OTHER_FLOW;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.noAnswer;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;

import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.TranscribeRequest.StartTranscribe;
import org.junit.jupiter.api.Test;

class TranscribeStartTest {
  private static final Reference OWN =
      new Reference(ReferenceType.CALL, new ReferenceId(CALL.value()));

  @Test
  void writesDownBothDirectionsUnlessToldOtherwise() {
    perform(onCall(action("transcribe_start", "{'language': 'en-US'}")))
        .asks(
            new StartTranscribe(
                CUSTOMER, ACTIVEFLOW, FlowId.NONE, OWN, "en-US", "both", "", Webhook.NONE),
            Done.DONE)
        .carriesOn();
  }

  @Test
  void passesOnWhatTheAuthorWants() {
    var options =
        "{'language': 'ko-KR', 'on_end_flow_id': '%s', 'provider': 'gcp', 'direction': 'in'}"
            .formatted(OTHER_FLOW);

    perform(onCall(action("transcribe_start", options)))
        .asks(
            new StartTranscribe(
                CUSTOMER, ACTIVEFLOW, OTHER_FLOW, OWN, "ko-KR", "in", "gcp", Webhook.NONE),
            Done.DONE)
        .carriesOn();
  }

  @Test
  void passesOnTheFirstVersionsWebhook() {
    perform(
            onCall(
                action(
                    "transcribe_start", "{'webhook_uri': 'http://x', 'webhook_method': 'POST'}")))
        .asks(
            new StartTranscribe(
                CUSTOMER,
                ACTIVEFLOW,
                FlowId.NONE,
                OWN,
                "",
                "both",
                "",
                new Webhook("http://x", "POST")),
            Done.DONE)
        .carriesOn();
  }

  @Test
  void isNothingToEndACallFor() {
    rehearse(onCall(action("transcribe_start", "{}"), talk(action(2))))
        .asksInVain(
            new StartTranscribe(
                CUSTOMER, ACTIVEFLOW, FlowId.NONE, OWN, "", "both", "", Webhook.NONE),
            noAnswer())
        .handsOver(action(2));
  }
}
