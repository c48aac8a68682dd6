package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;

/** Nothing. The queue-manager pushes one as the tail of its waiting loop. */
record Empty() {

  public static final ActionType<Empty> TYPE =
      ActionType.performed(
              "empty", Medium.ANY, options -> new Empty(), (empty, execution) -> Step.carryOn())
          .notForAuthors()
          .outlined(outline -> outline.of(Category.WORKS))
          .described("Nothing. Services put one where a loop goes round.");
}
