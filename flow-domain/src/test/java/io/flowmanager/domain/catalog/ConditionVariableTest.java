package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.EngineRehearsal.rehearse;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.carrying;
import static io.flowmanager.authoring.rehearse.Examples.onCall;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.error.Reason;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionVariableTest {

  private static boolean holds(String text, String condition, String value) {
    var options =
        "{'variable': '${text}', 'condition': '%s', %s, 'false_target_id': '%s'}"
            .formatted(condition, value, action(3));
    var asked = onCall(action("condition_variable", options), talk(action(2)), talk(action(3)));
    return !rehearse(carrying("text", text, asked))
        .handsOver("talk")
        .activeflow()
        .standsOn(action(3));
  }

  @ParameterizedTest
  @CsvSource({
    "apple,  F T F F T T",
    "banana, T F F T F T",
    "cherry, F T T T F F",
    "Banana, F T F F T T",
  })
  void comparesTexts(String text, String results) {
    var found =
        Stream.of("==", "!=", ">", ">=", "<", "<=")
            .map(condition ->
                holds(text, condition, "'value_type': 'string', 'value_string': 'banana'")
                    ? "T"
                    : "F")
            .collect(Collectors.joining(" "));

    assertThat(found).isEqualTo(results);
  }

  @Test
  void comparesTextsByteByByte() {
    // In UTF-16 the emoji comes first, in UTF-8 the other.
    assertThat(holds("\uFF5E", "<", "'value_type': 'string', 'value_string': '\uD83D\uDE00'"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "5, ==, 5",
    "+5.0, ==, 5",
    "-0, ==, 0",
    "5., ==, 5",
    ".5, ==, 0.5",
    "1e3, ==, 1000",
    "1_000, ==, 1000",
    "10, >, 9",
    "1e-60, >, 0",
    "-5, <, 4",
    "-5, >, -6",
    "1e40, >, 9",
    "0.1, ==, 0.10",
    "0e999999999999, ==, 0",
  })
  void comparesNumbers(String text, String condition, String value) {
    assertThat(holds(text, condition, "'value_type': 'number', 'value_number': " + value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "123456791, 123456789",
    "16777217, 16777216",
    "9007199254740993, 9007199254740992",
    "0.1000000000000000000000000000000000000001, 0.1",
    "1e999999999, 1e999999998",
    "1e-999999999, 2e-999999999",
    "1e99999999999999999999, 1e999999999",
  })
  @Tag("difference-34")
  void tellsNumbersApartToTheLastDigitAndNeverWritesThemOut(String text, String value) {
    String number = "'value_type': 'number', 'value_number': " + value;

    assertThat(holds(text, "==", number)).isFalse();
    assertThat(holds(text, "!=", number)).isTrue();
    assertThat(holds(value, "==", number)).isTrue();
  }

  @Test
  @Tag("difference-34")
  void comparesANumberOfAMillionDigits() {
    String digits = "1_".repeat(500_000) + "2";

    assertThat(holds(digits, ">", "'value_type': 'number', 'value_number': 7")).isTrue();
    assertThat(holds(digits + "_", "!=", "'value_type': 'number', 'value_number': 7")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 5",
        "5 ",
        "0x10",
        "1e",
        "1e+",
        ".",
        "-",
        "1._5",
        "1_e5",
        "1__0",
        "_1",
        "1_",
        "five",
        "5d",
        "NaN",
        "Infinity",
        "\u0665"
      })
  void matchesNoNumberWhereTheTextIsNone(String text) {
    assertThat(holds(text, "!=", "'value_type': 'number', 'value_number': 7")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "'', 0", "\u00e4, 2", "\u20ac, 3"})
  void comparesLengthsInBytes(String text, int length) {
    assertThat(holds(text, "==", "'value_type': 'length', 'value_length': " + length)).isTrue();
  }

  @Test
  void neverHoldsForConditionsAndKindsThatAreNone() {
    assertThat(holds("a", "=", "'value_type': 'string', 'value_string': 'a'")).isFalse();
    assertThat(holds("a", "==", "'value_type': 'text', 'value_string': 'a'")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'condition': '==', 'variable': 5, 'value_type': 'string'}",
        "{'condition': '==', 'variable': 'a', 'value_type': 'length', 'value_length': 1.5}"
      })
  void endsTheFlowWhereItCanNotBeReadOrLeadsNowhere(String options) {
    var ended = rehearse(onCall(action("condition_variable", options), talk(action(2))));

    ended.ends(options.equals("{}") ? Reason.TARGET_NOT_FOUND : Reason.INVALID_OPTION);
  }
}
