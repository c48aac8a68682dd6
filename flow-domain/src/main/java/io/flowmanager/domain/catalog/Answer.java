package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Trait;

/** Takes the call. */
record Answer() {

  public static final ActionType<Answer> TYPE =
      ActionType.handedOver("answer", Medium.REALTIME, options -> new Answer())
          .being(Trait.TAKES_THE_CALL)
          .outlined(outline -> outline.of(Category.SPEAKS))
          .described("Takes the call.");
}
