package io.flowmanager.domain.catalog;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Exit;
import java.util.List;
import java.util.Optional;

/** Ends the flow, however deep in other flows it is. What was to come does not. */
record Stop() {

  private static final Exit EXIT = new Exit("", Exit.Place.FLOW_END, Exit.Cause.STOPPED);

  public static final ActionType<Stop> TYPE =
      ActionType.performed("stop", Medium.ANY, options -> new Stop(), Stop::begin)
          .outlined(outline ->
              outline
                  .of(Category.LEAVES)
                  .leading(EXIT)
                  .deciding((stop, evidence) ->
                      Optional.of(new Decision(EXIT, "stopped the flow", false))))
          .described("Ends the flow, however deep in other flows it is.");

  private Step begin(Execution execution) {
    return Step.run(execution.newStackId(), List.of(Action.FINISH));
  }
}
