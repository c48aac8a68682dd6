package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;

/** Ends what external_media_start began. */
public record ExternalMediaStop() {

  public static final ActionType<ExternalMediaStop> TYPE =
      ActionType.handedOver(
              "external_media_stop", Medium.REALTIME, options -> new ExternalMediaStop())
          .described("Ends what external_media_start began.");
}
