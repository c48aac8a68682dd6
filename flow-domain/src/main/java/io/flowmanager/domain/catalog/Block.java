package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Trait;

/** Waits until someone continues the activeflow. Nothing limits how long. */
record Block() {

  public static final ActionType<Block> TYPE =
      ActionType.performed(
              "block",
              Medium.NON_REALTIME,
              options -> new Block(),
              (block, execution) -> Step.End.WAIT)
          .being(Trait.WAITS_TO_BE_CONTINUED)
          .outlined(outline -> outline.of(Category.LISTENS))
          .described("Waits until someone continues the activeflow.");
}
