package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.Role.TARGET;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Distinction;
import io.flowmanager.domain.type.Evidence;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.variable.ReservedVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goes on below if digits have been dialled, elsewhere if not.
 *
 * @param length at least so many; 0: their number does not matter
 * @param key one that has to be among them; empty: none has to. Either is enough
 */
record ConditionCallDigits(int length, String key, ActionId falseTarget) {

  public static final ActionType<ConditionCallDigits> TYPE =
      ActionType.performed(
              "condition_call_digits",
              Medium.REALTIME,
              ConditionCallDigits::read,
              ConditionCallDigits::begin)
          .outlined(outline ->
              Condition.outline(outline)
                  .deciding(ConditionCallDigits::decision)
                  .telling(options -> read(options).words())
                  .distinguishing(ConditionCallDigits::distinctions))
          .described(
              "Goes on below if digits have been dialled, elsewhere if not. Outdated:"
                  + " condition_variable does it without asking.",
              option("length", INTEGER, "So many digits are enough; 0: no number is.")
                  .from(0)
                  .otherwise("0"),
              option(
                  "key",
                  TEXT,
                  "Digits that are enough where they have been dialled in a row; empty: none are."),
              option("false_target_id", ID, "The action to go to if not.").as(TARGET).mandatory());

  private static ConditionCallDigits read(Options options) {
    return new ConditionCallDigits(
        options.integer("length"),
        options.text("key"),
        options.id("false_target_id", ActionId::new));
  }

  private Optional<Decision> decision(Evidence evidence) {
    return evidence
        .found()
        .flatMap(digits ->
            Condition.decided(
                "the digits dialled are " + Wording.quoted(digits),
                words(),
                holdsFor(digits),
                new Exit.To(falseTarget)));
  }

  private String words() {
    var parts = new ArrayList<String>();
    if (length != 0) {
      parts.add("at least %d digits were dialled".formatted(length));
    }
    if (!key.isEmpty()) {
      parts.add("%s was dialled".formatted(key));
    }
    return parts.isEmpty() ? "never" : String.join(" or ", parts);
  }

  private List<Distinction> distinctions() {
    return List.of(
        new Distinction.Values(
            ReservedVariables.CALL_DIGITS,
            Stream.concat(Stream.of(key), TriedDigits.around(length)).toList()));
  }

  private Step begin(Execution execution) {
    return Step.ask(
        new GetDigits(execution.call()),
        digits ->
            Step.found(
                digits,
                holdsFor(digits) ? Step.carryOn() : Step.jumpTo(falseTarget, "false_target_id")));
  }

  /** True if these digits are enough. */
  public boolean holdsFor(String digits) {
    boolean enough = length != 0 && digits.length() >= length;
    return enough || (!key.isEmpty() && digits.contains(key));
  }
}
