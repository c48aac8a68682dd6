package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.IDS_BY_TEXT;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.Role.TARGET;
import static io.flowmanager.domain.type.OptionDescription.Role.VARIABLE_READ;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Distinction;
import io.flowmanager.domain.type.Doubt;
import io.flowmanager.domain.type.Evidence;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.variable.ReservedVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes on at one action or another, as a variable says; the variable is empty after that.
 *
 * @param variable the name, not a placeholder
 * @param defaultTarget for a value that is none of those
 */
record Branch(String variable, ActionId defaultTarget, Map<String, ActionId> targets) {

  public static final ActionType<Branch> TYPE =
      ActionType.performed("branch", Medium.ANY, Branch::read, Branch::begin)
          .outlined(outline ->
              outline
                  .of(Category.DECIDES)
                  .leading(Branch::exits)
                  .deciding(Branch::decision)
                  .telling(options -> "by " + Wording.nameOf(variable(options)))
                  .distinguishing(Branch::distinctions)
                  .doubting(Branch::doubts))
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

  private static final String DEFAULT_TARGET = "default_target_id";

  /** Number of characters of a value that messages show. */
  private static final int SHOWN_MAX = 80;

  public Branch {
    targets = Map.copyOf(targets);
  }

  private static Branch read(Options options) {
    return new Branch(
        variable(options),
        options.optionalId("default_target_id", ActionId::new),
        options.ids("target_ids", ActionId::new));
  }

  private static String variable(Options options) {
    return options.text("variable", ReservedVariables.CALL_DIGITS);
  }

  private static List<Exit> exits(Options options) {
    var exits = new ArrayList<Exit>();
    Options values = targets(options);
    for (String value : values.members().values().keySet()) {
      exits.add(
          new Exit(
              value.isEmpty() ? "nothing" : value, Exit.named(values, value), Exit.Cause.BRANCHED));
    }
    exits.add(new Exit("other", Exit.named(options, DEFAULT_TARGET), Exit.Cause.BRANCHED));
    return exits;
  }

  private static Options targets(Options options) {
    try {
      return options.object("target_ids");
    } catch (FlowException notReadable) {
      return Options.NONE;
    }
  }

  private Optional<Decision> decision(Evidence evidence) {
    return evidence
        .found()
        .map(value ->
            new Decision(
                new Exit(value, new Exit.To(targetOf(value)), Exit.Cause.BRANCHED),
                reason(value),
                true));
  }

  private String reason(String value) {
    String is = "%s %s".formatted(Wording.subject(variable), Wording.quotedOrEmpty(value));
    if (targets.containsKey(value)) {
      return is;
    }
    List<String> known = targets.keySet().stream().sorted().map(Wording::quotedOrEmpty).toList();
    return "%s, not %s"
        .formatted(is, known.isEmpty() ? "anything it knows" : Wording.alternatives(known));
  }

  private List<Distinction> distinctions() {
    return List.of(new Distinction.Values(variable, targets.keySet().stream().sorted().toList()));
  }

  private static List<Doubt> doubts(Options options) {
    return Exit.named(options, DEFAULT_TARGET).equals(new Exit.To(ActionId.NONE))
        ? List.of(
            new Doubt(
                Doubt.Kind.LEADS_NOWHERE,
                DEFAULT_TARGET,
                "Expected a branch to lead on with any value, but there is no default_target_id"))
        : List.of();
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

  /** The target that a value leads to. */
  public ActionId targetOf(String value) {
    return targets.getOrDefault(value, defaultTarget);
  }
}
