package io.flowmanager.authoring.explore;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.Branch;
import io.flowmanager.domain.catalog.ConditionCallDigits;
import io.flowmanager.domain.catalog.ConditionVariable;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.variable.ReservedVariables;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is worth dialling in a flow: all that one of its actions tells from other digits. */
final class Digits {
  /** Longer ones are not tried. */
  private static final int LENGTH_MAX = 20;

  private static final Pattern DIALLED = Pattern.compile("[0-9A-D#*]{1,%d}".formatted(LENGTH_MAX));
  private static final String PLACEHOLDER = "${" + ReservedVariables.CALL_DIGITS + "}";

  private final Set<String> words = new LinkedHashSet<>();
  private final int longest;

  Digits(List<Action> actions) {
    var told = new LinkedHashSet<String>();
    actions.forEach(action -> told(action).forEach(told::add));
    told.stream().filter(word -> DIALLED.matcher(word).matches()).forEach(words::add);
    Stream.of("0", "9", "8", "7", "6", "5", "4", "3", "2", "1", "*", "#")
        .filter(digit -> words.stream().noneMatch(word -> word.startsWith(digit)))
        .findFirst()
        .ifPresent(words::add);
    longest = words.stream().mapToInt(String::length).max().orElse(1);
  }

  private static Stream<String> told(Action action) {
    try {
      return switch (action.type()) {
        case "branch" -> told(Branch.TYPE.read(action.options()));
        case "condition_variable" -> told(ConditionVariable.TYPE.read(action.options()));
        case "condition_call_digits" -> told(ConditionCallDigits.TYPE.read(action.options()));
        default -> Stream.empty();
      };
    } catch (FlowException notReadableYet) {
      return Stream.empty();
    }
  }

  private static Stream<String> told(Branch branch) {
    return branch.variable().equals(ReservedVariables.CALL_DIGITS)
        ? branch.targets().keySet().stream().sorted()
        : Stream.empty();
  }

  private static Stream<String> told(ConditionVariable condition) {
    if (!condition.variable().contains(PLACEHOLDER)) {
      return Stream.empty();
    }
    return switch (condition.valueType()) {
      case "string" -> Stream.of(condition.valueString());
      case "number" -> around(condition.valueNumber());
      case "length" -> around(condition.valueLength()).map(Digits::ofLength);
      default -> Stream.empty();
    };
  }

  private static Stream<String> told(ConditionCallDigits condition) {
    return Stream.concat(
        Stream.of(condition.key()), around(condition.length()).map(Digits::ofLength));
  }

  /** Nobody dials more digits than that, whatever a flow compares with. */
  private static Stream<String> around(BigDecimal number) {
    long digits = (long) number.precision() - number.scale();
    if (digits > LENGTH_MAX || number.scale() > LENGTH_MAX) {
      return Stream.empty();
    }
    BigInteger whole = number.toBigInteger();
    return Stream.of(whole.subtract(BigInteger.ONE), whole, whole.add(BigInteger.ONE))
        .map(BigInteger::toString);
  }

  private static Stream<Integer> around(int number) {
    return Stream.of(number - 1, number, number + 1);
  }

  private static String ofLength(int length) {
    return "1".repeat(Math.clamp(length, 0, LENGTH_MAX));
  }

  /**
   * What a caller may dial in one go: all that makes a difference, and something that does not.
   *
   * @param most how many digits end it; 0: any number
   */
  Stream<String> dialled(int most) {
    return words.stream().filter(word -> most <= 0 || word.length() <= most);
  }

  /** What is left of digits dialled one after the other, as far as an action can tell. */
  String after(String before, String dialled) {
    String all = before + dialled;
    int most = longest + 1;
    return all.length() <= most ? all : all.substring(all.length() - most);
  }

  /** The first digit, where a single one is dialled. */
  Stream<String> single() {
    return words.stream().filter(word -> word.length() == 1);
  }
}
