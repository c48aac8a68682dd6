package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;

/** Ends what recording_start began. */
public record RecordingStop() {

  public static final ActionType<RecordingStop> TYPE =
      ActionType.handedOver("recording_stop", Medium.REALTIME, options -> new RecordingStop())
          .described("Ends what recording_start began.");
}
