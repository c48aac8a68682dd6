package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.Kind.NUMBER;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.Role.COMPARED;
import static io.flowmanager.domain.type.OptionDescription.Role.TARGET;
import static io.flowmanager.domain.type.OptionDescription.option;
import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Comparison;
import io.flowmanager.domain.action.Decimal;
import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Execution;
import io.flowmanager.domain.step.Step;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Distinction;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.variable.ReservedVariables;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goes on below if a text compares as wanted, elsewhere if not.
 *
 * @param condition one that is no {@link Comparison} never holds
 * @param variable the text itself, which came out of a placeholder; not a name
 * @param valueType "string", "number" or "length", which says with which value it compares
 * @param valueNumber compared to the last digit
 * @param valueLength in bytes of UTF-8
 */
record ConditionVariable(
    String condition,
    String variable,
    String valueType,
    String valueString,
    BigDecimal valueNumber,
    int valueLength,
    ActionId falseTarget) {

  public static final ActionType<ConditionVariable> TYPE =
      ActionType.performed(
              "condition_variable", Medium.ANY, ConditionVariable::read, ConditionVariable::begin)
          .outlined(outline ->
              Condition.outline(outline)
                  .deciding((condition, evidence) ->
                      Condition.decided(
                          condition.words(), condition.holds(), new Exit.To(condition.falseTarget)))
                  .telling(options -> read(options.without("false_target_id")).words())
                  .distinguishing(ConditionVariable::distinctions))
          .described(
              "Goes on below if a text compares as wanted, elsewhere if not.",
              option("condition", TEXT, "How the text compares with the value.")
                  .comparing()
                  .mandatory(),
              option("variable", TEXT, "The text: a placeholder, e.g. ${voipbin.call.digits}.")
                  .as(COMPARED)
                  .mandatory(),
              option(
                      "value_type",
                      TEXT,
                      "What is compared: the text, the number that it is, or its length.")
                  .oneOf("string", "number", "length")
                  .mandatory(),
              option("value_string", TEXT, "The text to compare with, byte by byte."),
              option(
                      "value_number",
                      NUMBER,
                      "The number to compare with, to the last digit; a text that is no number"
                          + " never matches.")
                  .otherwise("0"),
              option("value_length", INTEGER, "The length to compare with.")
                  .in("bytes of UTF-8")
                  .from(0)
                  .otherwise("0"),
              option("false_target_id", ID, "The action to go to if not.").as(TARGET).mandatory());

  private static final String DIGITS_PLACEHOLDER = "${" + ReservedVariables.CALL_DIGITS + "}";

  public ConditionVariable {
    requireNonNull(valueNumber, "valueNumber");
  }

  private static ConditionVariable read(Options options) {
    return new ConditionVariable(
        options.text("condition"),
        options.text("variable"),
        options.text("value_type"),
        options.text("value_string"),
        options.number("value_number").orElse(BigDecimal.ZERO),
        options.integer("value_length"),
        options.id("false_target_id", ActionId::new));
  }

  /** The condition; its text may still be a placeholder. */
  private String words() {
    String subject =
        variable.contains("${") ? Wording.readable(variable) : Wording.quoted(variable);
    String singular = Comparison.of(condition).map(Wording::words).orElse("is ?");
    boolean many = variable.strip().equals(DIGITS_PLACEHOLDER) && !valueType.equals("length");
    String compares = many ? singular.replaceFirst("is", "are") : singular;
    return switch (valueType) {
      case "number" -> "%s %s %s".formatted(subject, compares, Wording.number(valueNumber));
      case "length" -> "length of %s %s %d".formatted(subject, compares, valueLength);
      default ->
          "%s %s %s"
              .formatted(
                  subject,
                  compares,
                  valueString.isEmpty() ? "empty" : Wording.quoted(Wording.readable(valueString)));
    };
  }

  private List<Distinction> distinctions() {
    return variable.contains(DIGITS_PLACEHOLDER)
        ? List.of(new Distinction.Values(ReservedVariables.CALL_DIGITS, tried().toList()))
        : List.of();
  }

  private Stream<String> tried() {
    return switch (valueType) {
      case "string" -> Stream.of(valueString);
      case "number" -> TriedDigits.around(valueNumber);
      case "length" -> TriedDigits.around(valueLength);
      default -> Stream.empty();
    };
  }

  private Step begin(Execution execution) {
    return holds() ? Step.carryOn() : Step.jumpTo(falseTarget, "false_target_id");
  }

  /** True if the text compares as wanted. */
  public boolean holds() {
    return Comparison.of(condition)
        .flatMap(comparison -> order().map(comparison::holds))
        .orElse(false);
  }

  /** The order of the text and the value, like {@code compareTo}; empty if they do not compare. */
  private Optional<Integer> order() {
    return switch (valueType) {
      case "string" -> Optional.of(Arrays.compareUnsigned(bytes(variable), bytes(valueString)));
      case "number" ->
          Decimal.find(variable).map(number -> number.compareTo(Decimal.of(valueNumber)));
      case "length" -> Optional.of(Integer.compare(bytes(variable).length, valueLength));
      default -> Optional.empty();
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
