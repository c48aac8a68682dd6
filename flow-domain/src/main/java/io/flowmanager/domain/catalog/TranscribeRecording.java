package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.id.RecordingId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.step.CallRequest.GetCall;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import java.util.List;

/** Writes down what was said in each recording of the call, one after the other. */
record TranscribeRecording(Transcription transcription) {

  public static final ActionType<TranscribeRecording> TYPE =
      ActionType.performed(
              "transcribe_recording",
              Medium.ANY,
              TranscribeRecording::read,
              TranscribeRecording::begin)
          .dispatchedTo("transcribe-manager")
          .carryingOnWhenItFails()
          .described(
              "Writes down what was said in each recording of the call.", Transcription.options());

  private static TranscribeRecording read(Options options) {
    return new TranscribeRecording(Transcription.read(options));
  }

  private Step begin(Execution execution) {
    if (execution.reference().type() != ReferenceType.CALL) {
      return Step.carryOn();
    }
    return Step.ask(
        new GetCall(execution.call()), call -> transcribe(call.recordings(), execution));
  }

  private Step transcribe(List<RecordingId> recordings, Execution execution) {
    if (recordings.isEmpty()) {
      return Step.carryOn();
    }
    var first =
        new Reference(ReferenceType.RECORDING, new ReferenceId(recordings.getFirst().value()));
    List<RecordingId> others = recordings.subList(1, recordings.size());
    return Step.ask(transcription.of(first, execution), done -> transcribe(others, execution));
  }
}
