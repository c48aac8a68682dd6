package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;

/** Takes the call. */
public record Answer() {

  public static final ActionType<Answer> TYPE =
      ActionType.handedOver("answer", Medium.REALTIME, options -> new Answer())
          .being(Trait.TAKES_THE_CALL)
          .outlined(outline -> outline.of(Category.SPEAKS))
          .described("Takes the call.");
}
