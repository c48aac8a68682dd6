package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.Examples.ACTIVEFLOW;
import static io.flowmanager.authoring.rehearse.Examples.CUSTOMER;
import static io.flowmanager.authoring.rehearse.Examples.FLOW;
import static io.flowmanager.authoring.rehearse.Examples.RECORDING;
import static io.flowmanager.authoring.rehearse.Examples.REFERENCE;
import static io.flowmanager.authoring.rehearse.Examples.SERVICE;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.on;
import static io.flowmanager.authoring.rehearse.Examples.onApi;
import static io.flowmanager.authoring.rehearse.Examples.service;

import io.flowmanager.domain.activeflow.Move.Push;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.step.AiRequest.StartSummary;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AiSummaryTest {

  @Test
  void sumsUpWhatTheOptionsName() {
    var options =
        "{'on_end_flow_id': '%s', 'reference_type': 'recording', 'reference_id': '%s', 'language': 'en-US'}"
            .formatted(FLOW, RECORDING);

    perform(onApi(action("ai_summary", options)))
        .asks(
            new StartSummary(
                CUSTOMER,
                ACTIVEFLOW,
                FLOW,
                "recording",
                new ReferenceId(RECORDING.value()),
                "en-US"),
            service())
        .changes(new Push(new StackId(SERVICE.value()), List.of()))
        .carriesOn();
  }

  @Test
  @Tag("difference-21")
  void sumsUpWhatTheActiveflowRunsForWhereTheOptionsNameNothing() {
    var own = new Reference(ReferenceType.TRANSCRIBE, REFERENCE);

    perform(on(own, action("ai_summary", "{'reference_type': 'call'}")))
        .asks(
            new StartSummary(CUSTOMER, ACTIVEFLOW, FlowId.NONE, "transcribe", REFERENCE, ""),
            service())
        .changes(new Push(new StackId(SERVICE.value()), List.of()))
        .carriesOn();
  }
}
