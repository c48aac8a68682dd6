package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;

/** Writes down what is said in the call from now on. */
record TranscribeStart(Transcription transcription) {

  public static final ActionType<TranscribeStart> TYPE =
      ActionType.performed(
              "transcribe_start", Medium.REALTIME, TranscribeStart::read, TranscribeStart::begin)
          .dispatchedTo("transcribe-manager")
          .carryingOnWhenItFails()
          .described("Writes down what is said in the call from now on.", Transcription.options());

  private static TranscribeStart read(Options options) {
    return new TranscribeStart(Transcription.read(options));
  }

  private Step begin(Execution execution) {
    return Step.ask(transcription.of(execution.reference(), execution));
  }
}
