package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;

/** Plays a short tone. */
public record Beep() {

  public static final ActionType<Beep> TYPE =
      ActionType.handedOver("beep", Medium.REALTIME, options -> new Beep())
          .outlined(outline -> outline.of(Category.SPEAKS))
          .described("Plays a short tone.");
}
