package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.type.ActionType;

/** Nothing: no service performs it, and whoever asked goes on. */
record TranscribeStop() {

  public static final ActionType<TranscribeStop> TYPE =
      ActionType.handedOver("transcribe_stop", Medium.REALTIME, options -> new TranscribeStop())
          .described("Nothing: it is passed on, and no service performs it.");
}
