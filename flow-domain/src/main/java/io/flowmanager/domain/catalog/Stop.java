package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import java.util.List;

/** Ends the flow, however deep in other flows it is. What was to come does not. */
public record Stop() {

  public static final ActionType<Stop> TYPE =
      ActionType.performed("stop", Medium.ANY, options -> new Stop(), Stop::begin)
          .being(Trait.NEVER_GOES_ON_BELOW)
          .described("Ends the flow, however deep in other flows it is.");

  private Step begin(Execution execution) {
    return Step.run(execution.newStackId(), List.of(Action.FINISH));
  }
}
