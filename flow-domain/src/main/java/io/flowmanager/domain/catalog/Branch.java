package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.catalog.OptionDescription.Kind.ID;
import static io.flowmanager.domain.catalog.OptionDescription.Kind.IDS_BY_TEXT;
import static io.flowmanager.domain.catalog.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.catalog.OptionDescription.Role.TARGET;
import static io.flowmanager.domain.catalog.OptionDescription.Role.VARIABLE_READ;
import static io.flowmanager.domain.catalog.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.variable.ReservedVariables;
import java.util.Map;

/**
 * Goes on at one action or another, as a variable says; the variable is empty after that.
 *
 * @param variable the name, not a placeholder
 * @param defaultTarget for a value that is none of those
 */
public record Branch(String variable, ActionId defaultTarget, Map<String, ActionId> targets) {

  public static final ActionType<Branch> TYPE =
      ActionType.performed("branch", Medium.ANY, Branch::read, Branch::begin)
          .being(Trait.NEVER_GOES_ON_BELOW)
          .described(
              "Goes on at one action or another, as a variable says, and empties the variable.",
              option("variable", TEXT, "The variable's name.")
                  .otherwise(ReservedVariables.CALL_DIGITS)
                  .as(VARIABLE_READ),
              option("target_ids", IDS_BY_TEXT, "For each value the action to go to.").as(TARGET),
              option(
                      "default_target_id",
                      ID,
                      "The action to go to for any other value; without it, such a value ends the"
                          + " flow with a failure.")
                  .as(TARGET));

  public Branch {
    targets = Map.copyOf(targets);
  }

  private static Branch read(Options options) {
    return new Branch(
        options.text("variable", ReservedVariables.CALL_DIGITS),
        options.id("default_target_id", ActionId::new),
        options.ids("target_ids", ActionId::new));
  }

  private Step begin(Execution execution) {
    String value = execution.variables().valueOf(variable);
    return Step.found(value, Step.set(variable, "", Step.jumpTo(targetOf(value))));
  }

  /** Where a value leads. */
  public ActionId targetOf(String value) {
    return targets.getOrDefault(value, defaultTarget);
  }
}
