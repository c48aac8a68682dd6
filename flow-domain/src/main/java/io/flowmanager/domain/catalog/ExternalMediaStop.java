package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.type.ActionType;

/** Ends what external_media_start began. */
record ExternalMediaStop() {

  public static final ActionType<ExternalMediaStop> TYPE =
      ActionType.handedOver(
              "external_media_stop", Medium.REALTIME, options -> new ExternalMediaStop())
          .described("Ends what external_media_start began.");
}
