package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.catalog.OptionDescription.Kind.ID;
import static io.flowmanager.domain.catalog.OptionDescription.Kind.IDS_BY_TEXT;
import static io.flowmanager.domain.catalog.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.catalog.OptionDescription.Role.TARGET;
import static io.flowmanager.domain.catalog.OptionDescription.Role.VARIABLE_READ;
import static io.flowmanager.domain.catalog.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
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

  /** How many characters of a value messages show. */
  private static final int SHOWN_MAX = 80;

  public Branch {
    targets = Map.copyOf(targets);
  }

  private static Branch read(Options options) {
    return new Branch(
        options.text("variable", ReservedVariables.CALL_DIGITS),
        options.optionalId("default_target_id", ActionId::new),
        options.ids("target_ids", ActionId::new));
  }

  private Step begin(Execution execution) {
    String value = execution.variables().valueOf(variable);
    ActionId target = targetOf(value);
    Step on =
        target.isNone() ? Step.fail(leadsNowhere(value)) : Step.jumpTo(target, "default_target_id");
    return Step.found(value, Step.set(variable, "", on));
  }

  private FlowException leadsNowhere(String value) {
    return new FlowException(
        Reason.TARGET_NOT_FOUND,
        "Expected target_ids or default_target_id to say where %s leads when it is %s, but neither does"
            .formatted(variable, value.isEmpty() ? "empty" : '"' + shortened(value) + '"'));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_MAX)) + "…";
  }

  /** Where a value leads. */
  public ActionId targetOf(String value) {
    return targets.getOrDefault(value, defaultTarget);
  }
}
