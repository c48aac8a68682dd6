package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.rehearsal.ActionRehearsal.perform;
import static io.flowmanager.domain.rehearsal.Examples.ACTIVEFLOW;
import static io.flowmanager.domain.rehearsal.Examples.CUSTOMER;
import static io.flowmanager.domain.rehearsal.Examples.FLOW;
import static io.flowmanager.domain.rehearsal.Examples.RECORDING;
import static io.flowmanager.domain.rehearsal.Examples.REFERENCE;
import static io.flowmanager.domain.rehearsal.Examples.SERVICE;
import static io.flowmanager.domain.rehearsal.Examples.action;
import static io.flowmanager.domain.rehearsal.Examples.on;
import static io.flowmanager.domain.rehearsal.Examples.onApi;
import static io.flowmanager.domain.rehearsal.Examples.service;

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
