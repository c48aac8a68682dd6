package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;

/** Plays a short tone. */
record Beep() {

  public static final ActionType<Beep> TYPE =
      ActionType.handedOver("beep", Medium.REALTIME, options -> new Beep())
          .outlined(outline -> outline.of(Category.SPEAKS))
          .described("Plays a short tone.");
}
