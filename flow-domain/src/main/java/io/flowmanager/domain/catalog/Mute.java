package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;

/** Nothing: no service performs it, and whoever asked goes on. */
record Mute() {

  public static final ActionType<Mute> TYPE =
      ActionType.handedOver("mute", Medium.REALTIME, options -> new Mute())
          .outlined(outline -> outline.of(Category.WORKS))
          .described("Nothing: it is passed on, and no service performs it.");
}
