package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.type.ActionType;

/** Ends what recording_start began. */
record RecordingStop() {

  public static final ActionType<RecordingStop> TYPE =
      ActionType.handedOver("recording_stop", Medium.REALTIME, options -> new RecordingStop())
          .described("Ends what recording_start began.");
}
