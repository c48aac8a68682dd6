package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.catalog.OptionDescription.Kind.ID;
import static io.flowmanager.domain.catalog.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.catalog.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.activeflow.Move.Jump;
import io.flowmanager.domain.activeflow.Move.Rewrite;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;

/**
 * Goes back, or on, to another action, so many times and no more.
 *
 * <p>What is left of the count is kept in the activeflow's own copy of this action, so two gotos in
 * one flow count separately, and so do two activeflows of it.
 *
 * @param loopCount how many times more; 0 or less falls through to the action below
 */
public record Goto(ActionId target, int loopCount) {

  public static final ActionType<Goto> TYPE =
      ActionType.performed("goto", Medium.ANY, Goto::read, Goto::begin)
          .described(
              "Goes on at another action, so many times; then at the action below.",
              option("target_id", ID, "The action to go to, in this stack or one it returns to.")
                  .mandatory(),
              option("loop_count", INTEGER, "How many times it goes there.").otherwise("0"));

  private static Goto read(Options options) {
    return new Goto(options.id("target_id", ActionId::new), options.integer("loop_count"));
  }

  private Step begin(Execution execution) {
    if (loopCount <= 0) {
      return Step.carryOn();
    }
    // The stored options, not the filled-in ones: a placeholder is still one next time round.
    Options counted = execution.storedOptions().with("loop_count", loopCount - 1L);
    return Step.change(
        new Jump(target),
        Step.change(new Rewrite(execution.action().id(), counted), Step.carryOn()));
  }
}
